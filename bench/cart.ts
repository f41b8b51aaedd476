import { execFileSync } from 'node:child_process';
import { openStore, sharedServers } from '../test/faults/harness.js';
import { fromRoot } from '../src/platform/root.js';
import { quantile } from './lib/measure.js';
import { fillWithFigures, fillWithPurchases } from './lib/year-of-purchases.js';

// A cart of five lines priced in process while two hundred rules run. Target: p95 of ten milliseconds.

const rules = Number(process.env['BENCH_RULES'] ?? 200);
const carts = Number(process.env['BENCH_CARTS'] ?? 2_000);
const targetMs = 10;

const store = await openStore(sharedServers(), { LOG_LEVEL: 'warn' });
try {
  await fillWithFigures(store, 100_000);
  await fillWithPurchases(store, 100_000, 100_000);
  // The accounts behind the figures, by which grants of a period are looked for.
  await store.rows(
    `INSERT INTO users (id, person_id, name, email, password_hash, created_at, updated_at)
     SELECT user_id, person_id, 'Pelanggan', CONCAT(user_id, '@contoh.test'), '-', UTC_TIMESTAMP(3), UTC_TIMESTAMP(3)
     FROM customer_figures WHERE order_count > 0`,
  );
  const said = execFileSync(
    process.execPath,
    ['--import', 'tsx', fromRoot('bench/lib/price-carts.ts'), String(rules), String(carts)],
    { env: { ...process.env, ...store.settings, NODE_ENV: 'production' }, encoding: 'utf8' },
  );
  const taken = JSON.parse(said.trimEnd().split('\n').at(-1) ?? '') as number[];
  const p95 = quantile(taken, 0.95);
  console.table([
    {
      rules,
      carts: taken.length,
      'p50 ms': quantile(taken, 0.5).toFixed(2),
      'p95 ms': p95.toFixed(2),
      'slowest ms': quantile(taken, 1).toFixed(1),
    },
  ]);
  const verdict = p95 <= targetMs ? 'met' : 'not met';
  console.log(
    `Target: a cart priced under ${rules} rules, p95 ${targetMs} ms; reached ${p95.toFixed(2)}: ${verdict}.`,
  );
} finally {
  await store.close();
}

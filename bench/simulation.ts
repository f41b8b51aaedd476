import { execFileSync } from 'node:child_process';
import { openStore, sharedServers } from '../test/faults/harness.js';
import { fromRoot } from '../src/platform/root.js';
import { fillWithFigures, fillWithPurchases } from './lib/year-of-purchases.js';

// Rules tried on twelve months of a million orders by a million customers. Target: a loyalty rule in ten seconds.

const orders = Number(process.env['BENCH_ORDERS'] ?? 1_000_000);
const customers = Number(process.env['BENCH_CUSTOMERS'] ?? 1_000_000);
const targetMs = 10_000;

interface Tried {
  name: string;
  ms: number;
  orders: number;
  granted: number;
  used: number;
  costAmount: number;
  peakMb: number;
}

const store = await openStore(sharedServers(), { LOG_LEVEL: 'warn' });
try {
  console.log(`Filling a year with ${orders} orders of ${customers} customers.`);
  await fillWithFigures(store, customers);
  await fillWithPurchases(store, orders, customers);
  const said = execFileSync(
    process.execPath,
    ['--import', 'tsx', fromRoot('bench/lib/simulate-year.ts'), ...process.argv.slice(2)],
    { env: { ...process.env, ...store.settings, NODE_ENV: 'production' }, encoding: 'utf8' },
  );
  const tried = JSON.parse(said.trimEnd().split('\n').at(-1) ?? '') as Tried[];
  console.table(tried.map(({ ms, ...rest }) => ({ ...rest, seconds: (ms / 1_000).toFixed(1) })));
  const loyalty = tried.filter(({ name }) => name.startsWith('loyalty'));
  const slowest = Math.max(...loyalty.map(({ ms }) => ms));
  const verdict = slowest <= targetMs ? 'met' : 'not met';
  console.log(`Target: a loyalty rule in ${targetMs} ms; reached ${slowest.toFixed(0)}: ${verdict}.`);
} finally {
  await store.close();
}

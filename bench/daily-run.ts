import { execFileSync } from 'node:child_process';
import { fromRoot } from '../src/platform/root.js';
import { openStore, sharedServers, type Store } from '../test/faults/harness.js';
import { customerId, fillWithCustomers } from './lib/customers.js';
import { median } from './lib/measure.js';
import { say } from './lib/rounds.js';

// The daily task over a million customers, of whom 200,000 are granted: beside one bare INSERT … SELECT of the very same
// grants in the same run. Target: at most 1.5 times as long, no statement over 0.25 s, and the same memory whatever the
// number of customers; a second run on the same day takes no longer and adds nothing.

const customers = Number(process.env['BENCH_ROWS'] ?? 1_000_000);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const date = '2026-11-21';
const ruleId = '0'.repeat(26);

interface Taken {
  ms: number;
  longestMs: number;
  longest: string;
  moreMiB: number;
}

const definition = {
  who: { code: 'lifetime_spend', args: { amount: 1_000_000 } },
  when: 'daily',
  effect: { code: 'voucher', args: { kind: 'FIXED', amount: 10_000 } },
  limits: { per: 'year', budget_amount: 1_000_000_000 * 100 },
  hold_out_bps: Number(process.env['BENCH_HOLD_OUT_BPS'] ?? 0),
  valid_days: 30,
};

async function aLiveRule(store: Store): Promise<void> {
  await store.rows(
    `INSERT INTO discount_rules (id, name, created_at, updated_at) VALUES (?, 'Setia', NOW(3), NOW(3))`,
    [ruleId],
  );
  await store.rows(
    `INSERT INTO discount_versions (id, rule_id, version, definition, occasion, status, in_force_of, live_at,
       budget_amount, created_at, updated_at)
     VALUES (?, ?, 1, ?, 'daily', 'LIVE', ?, '2026-01-01', ?, NOW(3), NOW(3))`,
    [ruleId, ruleId, JSON.stringify(definition), ruleId, definition.limits.budget_amount],
  );
}

/** As on the day before: nobody was granted, and no run is known. */
async function forget(store: Store): Promise<void> {
  for (const table of ['discount_waves', 'discount_run_rules', 'discount_runs'])
    await store.rows(`DELETE FROM ${table}`);
  await store.rows('TRUNCATE discount_grants');
  await store.rows('UPDATE discount_versions SET budget_used_amount = 0');
}

/** The same grants by the database alone, with nothing proved, counted or kept. */
async function bare(store: Store): Promise<number> {
  const began = performance.now();
  await store.rows(
    `INSERT INTO discount_grants (rule_id, period_key, person_id, user_id, version, run_id, kind, amount, status,
       valid_until, created_at, updated_at)
     SELECT ?, 'Y2026', f.person_id, f.user_id, 1, ?, 'voucher', 10000, 'GRANTED', '2026-12-20 17:00', NOW(3), NOW(3)
     FROM customer_figures f WHERE f.is_open = 1 AND f.spend_amount >= 1000000`,
    [ruleId, ruleId],
  );
  return performance.now() - began;
}

function runOnce(store: Store): Taken {
  const said = execFileSync(
    process.execPath,
    ['--expose-gc', '--import', 'tsx', fromRoot('bench/lib/run-day.ts'), date],
    { env: { ...process.env, ...store.settings, NODE_ENV: 'production' }, encoding: 'utf8' },
  );
  return JSON.parse(said.trimEnd().split('\n').at(-1) ?? '') as Taken;
}

const grants = (store: Store) => store.count('SELECT COUNT(*) AS count FROM discount_grants');

async function memoryOfFew(store: Store): Promise<number> {
  await forget(store);
  return runOnce(store).moreMiB;
}

const store = await openStore(sharedServers());
try {
  await aLiveRule(store);
  await fillWithCustomers(store, 0, customers / 10);
  const few = await memoryOfFew(store);
  console.log(`Filling in ${customers} customers; the last is ${customerId(String(customers - 1))}.`);
  await fillWithCustomers(store, customers / 10, customers);
  const [bares, firsts, seconds]: [number[], Taken[], Taken[]] = [[], [], []];
  for (let round = 0; round < rounds; round += 1) {
    await forget(store);
    bares.push(await bare(store));
    await forget(store);
    firsts.push(runOnce(store));
    const granted = await grants(store);
    if (granted !== customers / 5) throw new Error(`${granted} grants.`);
    seconds.push(runOnce(store));
    if ((await grants(store)) !== granted) throw new Error('A second run granted somebody.');
  }
  const all = [...firsts, ...seconds];
  const longest = all.reduce((one, other) => (one.longestMs > other.longestMs ? one : other));
  const ratio = median(firsts.map(({ ms }, round) => ms / (bares[round] ?? NaN)));
  const again = median(seconds.map(({ ms }, round) => ms / (firsts[round]?.ms ?? NaN)));
  console.table(
    firsts.map(({ ms, longestMs, moreMiB }, round) => ({
      'bare ms': bares[round]?.toFixed(0),
      'first run ms': ms.toFixed(0),
      'second run ms': seconds[round]?.ms.toFixed(0),
      'longest ms': Math.max(longestMs, seconds[round]?.longestMs ?? 0).toFixed(0),
      'more MiB': Math.max(moreMiB, seconds[round]?.moreMiB ?? 0).toFixed(1),
    })),
  );
  console.log(
    `Memory with a tenth of the customers: ${few.toFixed(1)} MiB more. Longest: ${longest.longest}`,
  );
  const memory = Math.max(...all.map(({ moreMiB }) => moreMiB));
  say('the run takes at most 1.5 times a bare INSERT … SELECT', ratio, ratio <= 1.5);
  say('a second run takes no longer than the first', again, again <= 1);
  say('no packet of statements takes longer than 250 ms', longest.longestMs, longest.longestMs <= 250);
  say('memory is at most 50 MiB above idle', memory, memory <= 50);
} finally {
  await store.close();
}

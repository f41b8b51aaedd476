import { openDoors, openStore, sharedServers } from '../test/faults/harness.js';
import { Shopper } from '../test/faults/shopper.js';
import { until } from '../test/until.js';
import { barePool } from './lib/bare-pool.js';
import { drainBare } from './lib/bare-drain.js';
import { median } from './lib/measure.js';
import { PaidCallbacks, type Event } from './lib/paid-callbacks.js';
import { say } from './lib/rounds.js';
import { assertSound } from './lib/sound.js';

// How fast stored callbacks of paid sales are acted on (payment settled, journal posted, history and next jobs written),
// eight at once in a worker process, beside the same rows by the bare driver with eight connections. Jobs that follow
// stay in the outbox: a trigger puts them off, for both alike, because their work is not what is measured.

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const events = Number(process.env['BENCH_EVENTS'] ?? 3_000);
const workers = 8;

const settings = { LOG_LEVEL: 'info', WORKER_CONCURRENCY: String(workers) };
const store = await openStore(sharedServers(), settings);
const pool = barePool(store);
const processing = 'process-payment-callback';

/** Lets the worker have what was stored, and tells events a second between the first and the last that it acted on. */
async function drainByWorker(stored: Event[]): Promise<number> {
  const ids = stored.map(({ callbackId }) => callbackId);
  const jobs = stored.map(({ jobId }) => jobId);
  await store.rows('UPDATE outbox SET available_at = UTC_TIMESTAMP(3) WHERE id IN (?)', [jobs]);
  const open = `SELECT COUNT(*) AS count FROM outbox WHERE id IN (?) AND status <> 'DONE'`;
  await until('the worker to be done', async () => (await store.count(open, [jobs])) === 0, {
    timeoutMs: 300_000,
  });
  const [times] = await store.rows<{ seconds: string; failed: string }>(
    `SELECT TIMESTAMPDIFF(MICROSECOND, MIN(processed_at), MAX(processed_at)) / 1000000 AS seconds,
            SUM(verdict <> 'APPLIED') AS failed FROM payment_callbacks WHERE id IN (?)`,
    [ids],
  );
  if (Number(times?.failed) > 0) throw new Error(`${times?.failed} callbacks were not applied.`);
  return stored.length / Number(times?.seconds);
}

try {
  await openDoors(store, [store.sandbox, store.web]);
  await store.rows(
    `CREATE TRIGGER put_off BEFORE INSERT ON outbox FOR EACH ROW
     SET NEW.available_at = IF(NEW.job = '${processing}', NEW.available_at, NEW.available_at + INTERVAL 1 DAY)`,
  );
  const callbacks = await PaidCallbacks.learn(store, pool, await Shopper.arrive(store));
  await store.rows('DROP TRIGGER put_off');
  await store.rows(
    `CREATE TRIGGER put_off BEFORE INSERT ON outbox FOR EACH ROW
     SET NEW.available_at = NEW.available_at + INTERVAL 1 DAY`,
  );
  const [bare, ours]: [number[], number[]] = [[], []];
  await drainByWorker(await callbacks.store(events));
  for (let round = 0; round < rounds; round += 1) {
    bare.push(await drainBare(pool, callbacks, await callbacks.store(events), workers));
    ours.push(await drainByWorker(await callbacks.store(events)));
  }
  const ratios = ours.map((rate, round) => rate / (bare[round] ?? NaN));
  console.log(`\nStored callbacks acted on, ${workers} at once, ${rounds} rounds of ${events} in turn`);
  console.table([
    { variant: 'bare mysql2, a row at a time', 'per second': median(bare).toFixed(0) },
    { variant: 'Amanah', 'per second': median(ours).toFixed(0), ratio: median(ratios).toFixed(2) },
  ]);
  say('at least 0.50 of the bare rate', median(ratios), median(ratios) >= 0.5);
  await assertSound(store);
} finally {
  await pool.end();
  await store.close();
}

import assert from 'node:assert/strict';
import type { Store } from './harness.js';
import { until } from '../until.js';

interface SupplierStats {
  digiflazz: {
    by_status: Record<string, number>;
    purchases_by_ref_id: Record<string, number>;
    bought_twice: string[];
    same_goods: unknown[];
  };
}

const openSales = `SELECT COUNT(*) AS count FROM transactions WHERE status NOT IN ('SUCCESS', 'REFUNDED')`;
const openJobs = `SELECT COUNT(*) AS count FROM outbox WHERE status <> 'DONE'`;

const statuses = (store: Store) =>
  store.rows('SELECT status, COUNT(*) AS sales FROM transactions GROUP BY status');
const fulfilments = (store: Store) =>
  store.rows(
    'SELECT status, rc, COUNT(*) AS orders, MAX(calls) AS calls FROM fulfilments GROUP BY status, rc',
  );
const jobs = (store: Store) =>
  store.rows(
    `SELECT job, status, COUNT(*) AS jobs, MAX(attempts) AS attempts, MAX(last_error) AS error
     FROM outbox WHERE status <> 'DONE' GROUP BY job, status`,
  );

const standing = async (store: Store) => ({
  sales: await statuses(store),
  fulfilments: await fulfilments(store),
  jobs: await jobs(store),
});

export const minuteMs = 65_000;

/**
 * A minute and a little passes: for schedules and due dates by the movable clock, and for the supplier, whose minute
 * between two questions no clock moves, by setting the last question back.
 */
export async function letAMinutePass(store: Store, offsetMs: number): Promise<void> {
  store.moveClock(offsetMs);
  const waiting = await store.rows<{ id: string }>(
    `SELECT id FROM fulfilments WHERE status IN ('SENT', 'PENDING', 'UNKNOWN')`,
  );
  // Row by row in the shop's own order of locks: by a condition it would meet the shop head on.
  for (const { id } of waiting)
    await store.rows(
      'UPDATE fulfilments SET last_called_at = last_called_at - INTERVAL ? SECOND WHERE id = ?',
      [minuteMs / 1_000, id],
    );
}

/**
 * Waits until every sale has ended, or what else `open` counts, and lets a minute, or so long as said, pass every few
 * seconds while there are open ones. Answers by how much business time was moved.
 */
export async function untilSalesEnded(
  store: Store,
  timeoutMs: number,
  from = 0,
  open = openSales,
  stepMs = minuteMs,
): Promise<number> {
  let offset = from;
  let next = performance.now();
  const look = async () => {
    if ((await store.count(open)) === 0) return true;
    if (performance.now() >= next) {
      offset += stepMs;
      await letAMinutePass(store, offset);
      next = performance.now() + 2_000;
    }
    return false;
  };
  await until('every sale to end', look, { timeoutMs, everyMs: 100 }, () => standing(store));
  return offset;
}

/** Waits until nothing is left to do; the scheduler must be gone, because it always finds something. */
export const untilJobsDone = (store: Store, timeoutMs: number): Promise<boolean> =>
  until(
    'every job to be done',
    async () => (await store.count(openJobs)) === 0,
    { timeoutMs },
    () => standing(store),
  );

/** One purchase for each sale, under one reference, and none twice; what succeeded has its serial number. */
export async function assertBoughtOnce(store: Store): Promise<void> {
  const { digiflazz } = await store.fromSandbox<SupplierStats>('/stats');
  assert.deepEqual(digiflazz.bought_twice, []);
  assert.deepEqual(digiflazz.same_goods, []);
  const ordered = await store.rows<{ ref_id: string }>('SELECT ref_id FROM fulfilments');
  const references = new Set(ordered.map(({ ref_id }) => ref_id));
  const strangers = Object.keys(digiflazz.purchases_by_ref_id).filter((refId) => !references.has(refId));
  assert.deepEqual(strangers, []);
  const delivered = `SELECT COUNT(*) AS count FROM transactions t JOIN fulfilments f ON f.transaction_id = t.id
                     WHERE t.status = 'SUCCESS' AND f.status = 'SUCCESS' AND f.serial_number_cipher IS NOT NULL`;
  const succeeded = await store.count(`SELECT COUNT(*) AS count FROM transactions WHERE status = 'SUCCESS'`);
  assert.equal(await store.count(delivered), succeeded);
  assert.equal(digiflazz.by_status['Sukses'] ?? 0, succeeded);
}

/** The books add up, by the store's own audit. */
export async function assertBooksAddUp(store: Store): Promise<void> {
  assert.deepEqual(await store.auditFindings(), []);
}

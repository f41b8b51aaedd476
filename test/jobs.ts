import { clock } from '../src/platform/clock.js';
import { query } from '../src/platform/database.js';
import { newId } from '../src/platform/ids.js';
import { jobNamed, type Attempt } from '../src/platform/jobs.js';
import { toDelivery, type DueRow } from '../src/platform/relay.js';
import { inTransaction } from '../src/platform/unit-of-work.js';
import { processDelivery } from '../src/platform/worker.js';

/** An attempt that no worker made and nobody takes away, but for what a test wants otherwise. */
export const anAttempt = (otherwise: Partial<Attempt> = {}): Attempt => ({
  id: newId(),
  number: 1,
  isLast: false,
  inTransaction,
  conclude: inTransaction,
  assertOwned: () => Promise.resolve(),
  ...otherwise,
});

const dueRows = (): Promise<DueRow[]> =>
  query(
    `SELECT id, job, queue, payload, attempts, request_id FROM outbox
     WHERE status = 'PENDING' AND available_at <= ? ORDER BY id`,
    [clock.wall()],
  );

const waitsAfterFailure = ({ job }: DueRow): boolean => (jobNamed(job)?.backoffMs(1) ?? 0) > 0;

/**
 * Performs every due job in this process, in order, until none is left: the worker without its queue. A job that fails
 * is left until the next time, even if its pause is over before the others are done.
 */
export async function drainJobs(most = 20_000): Promise<number> {
  const tried = new Set<string>();
  const due = async () => (await dueRows()).filter((row) => !tried.has(row.id) || !waitsAfterFailure(row));
  let done = 0;
  for (let rows = await due(); rows.length > 0 && done < most; rows = await due()) {
    for (const row of rows) {
      tried.add(row.id);
      const delivery = toDelivery(row);
      await query(
        `UPDATE outbox SET status = 'SENT', attempts = ?, sent_at = ?, leased_until = NULL WHERE id = ?`,
        [delivery.attempt, clock.wall(), row.id],
      );
      await processDelivery(delivery);
      done += 1;
    }
  }
  return done;
}

/**
 * Does what is due and forgets what failed: hundreds of letters that a race wrote, and no mail server took, are no work
 * for the stories after it.
 */
export async function clearDesk(): Promise<void> {
  await drainJobs();
  await query(`DELETE FROM outbox WHERE status = 'PENDING'`);
}

/** Drains until a job that keeps failing has used up all of its tries. */
export async function drainPatiently(job: string, tries = 8): Promise<void> {
  for (let number = 0; number < tries; number += 1) {
    await query(`UPDATE outbox SET available_at = '2020-01-01' WHERE job = ? AND status = 'PENDING'`, [job]);
    await drainJobs();
  }
}

/** Gives the dead jobs of a name another round, as staff do in the console. */
export const restartDeadJobs = (job: string): Promise<unknown> =>
  query(
    `UPDATE outbox SET status = 'PENDING', failures = 0, available_at = '2020-01-01' WHERE job = ? AND status = 'DEAD'`,
    [job],
  );

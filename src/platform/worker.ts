import { system } from './actor.js';
import { clock } from './clock.js';
import { config } from './config.js';
import { withRequestId } from './context.js';
import { query } from './database.js';
import { bury } from './dead-list.js';
import { jobNamed, queueNames, type Attempt, type Job } from './jobs.js';
import { logger } from './logger.js';
import { jobDuration, jobOutcomes } from './metrics.js';
import { queue, type Delivery } from './queues.js';
import { retryOnDeadlock } from './retry.js';
import { inTransaction } from './unit-of-work.js';

/** This attempt no longer owns its job: a newer one does. Nothing may be written or sent any more. */
export class FencedError extends Error {
  override name = 'FencedError';
}

/** A failure that trying again cannot mend: the job goes to the dead list at once. */
export class PermanentError extends Error {
  override name = 'PermanentError';
}

interface Affected {
  affectedRows: number;
}

const change = async (sql: string, params: unknown[]): Promise<number> =>
  ((await retryOnDeadlock(() => query(sql, params))) as unknown as Affected).affectedRows;

const leaseEnd = () => new Date(clock.wall().getTime() + config.JOB_LEASE_MS);

async function claim({ id, attempt }: Delivery): Promise<boolean> {
  const claimed = await change(
    `UPDATE outbox SET leased_until = ? WHERE id = ? AND status = 'SENT' AND attempts = ? AND leased_until IS NULL`,
    [leaseEnd(), id, attempt],
  );
  return claimed === 1;
}

/** Proves that the attempt still owns its row, and keeps it for another while. */
const renewal = `UPDATE outbox SET leased_until = ? WHERE id = ? AND status = 'SENT' AND attempts = ?`;

function attemptOf({ id, attempt }: Delivery, isLast: boolean): Attempt {
  return {
    id,
    number: attempt,
    isLast,
    inTransaction: (actor, work) =>
      inTransaction(actor, async (uow) => {
        if ((await uow.run(renewal, [leaseEnd(), id, attempt])) !== 1) throw new FencedError(id);
        return work(uow);
      }),
    async assertOwned() {
      const extended = await change(`${renewal} AND leased_until > ?`, [
        leaseEnd(),
        id,
        attempt,
        clock.wall(),
      ]);
      if (extended !== 1) throw new FencedError(id);
    },
  };
}

const finish = ({ id, attempt }: Delivery) =>
  change(
    `UPDATE outbox SET status = 'DONE', finished_at = ?, last_error = NULL, unique_key = NULL
          WHERE id = ? AND status = 'SENT' AND attempts = ?`,
    [clock.wall(), id, attempt],
  );

const tryAgain = ({ id, attempt }: Delivery, job: Job, failures: number, error: string) =>
  change(
    `UPDATE outbox SET status = 'PENDING', failures = ?, available_at = ?, last_error = ?, leased_until = NULL
     WHERE id = ? AND status = 'SENT' AND attempts = ?`,
    [failures, new Date(clock.wall().getTime() + job.backoffMs(failures)), error.slice(0, 500), id, attempt],
  );

async function fail(delivery: Delivery, job: Job, failures: number, error: unknown): Promise<void> {
  const context = { err: error, job: job.name, outbox_id: delivery.id, failures };
  const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (failures < job.attempts && !(error instanceof PermanentError)) {
    await tryAgain(delivery, job, failures, text);
    logger.warn(context, 'job failed; will be tried again');
  } else {
    await inTransaction(system('worker'), (uow) => bury(uow, delivery, 'failures', text));
    logger.error(context, 'job is dead');
  }
}

async function failuresOf(id: string): Promise<number> {
  const [row] = await query<{ failures: number }>('SELECT failures FROM outbox WHERE id = ?', [id]);
  return Number(row?.failures ?? 0);
}

async function explain(delivery: Delivery, job: Job, failures: number, error: unknown): Promise<void> {
  const fenced = error instanceof FencedError;
  jobOutcomes.inc({ job: job.name, outcome: fenced ? 'fenced' : 'failed' });
  if (fenced) logger.warn({ job: job.name, outbox_id: delivery.id }, 'a newer attempt owns this job');
  else await fail(delivery, job, failures, error);
}

async function perform(delivery: Delivery, job: Job): Promise<void> {
  const failures = await failuresOf(delivery.id);
  const stopTimer = jobDuration.startTimer({ job: job.name });
  try {
    await job.handle(job.schema.parse(delivery.payload), attemptOf(delivery, failures + 1 >= job.attempts));
  } catch (error) {
    return await explain(delivery, job, failures + 1, error);
  } finally {
    stopTimer();
  }
  await finish(delivery);
  jobOutcomes.inc({ job: job.name, outcome: 'done' });
}

/** Claims a delivery and performs its job; anything that goes wrong ends in the outbox row, never in Bull. */
export async function processDelivery(delivery: Delivery): Promise<void> {
  const job = jobNamed(delivery.job);
  if (!job) {
    logger.error({ job: delivery.job }, 'no such job');
    return;
  }
  await withRequestId(delivery.requestId ?? delivery.id, async () => {
    if (await claim(delivery)) await perform(delivery, job);
  });
}

/** Takes jobs from every queue until stopped; stopping waits for the jobs under way, within the given time. */
export function startConsumers(): () => Promise<void> {
  const running = new Set<Promise<void>>();
  const queues = queueNames().map((name) => queue(name));
  for (const each of queues) {
    void each.process(config.WORKER_CONCURRENCY, async ({ data }: { data: Delivery }) => {
      const work = processDelivery(data).catch((error: unknown) =>
        logger.error({ err: error }, 'job bookkeeping failed'),
      );
      running.add(work);
      await work.finally(() => running.delete(work));
    });
  }
  return async () => {
    await Promise.allSettled(queues.map((each) => each.pause(true, true)));
    await Promise.allSettled(running);
  };
}

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

/** Takes the row for a while. Answers how often its job has failed; null when it is not ours to take, or not now. */
async function claim({ id, attempt }: Delivery): Promise<number | null> {
  const [claimed, [row]] = (await retryOnDeadlock(() =>
    query(
      `UPDATE outbox SET leased_until = ? WHERE id = ? AND status = 'SENT' AND attempts = ? AND leased_until IS NULL
         AND NOT EXISTS (SELECT 1 FROM work_queues q WHERE q.name = outbox.queue AND q.status = 'PAUSED');
       SELECT failures FROM outbox WHERE id = ?`,
      [leaseEnd(), id, attempt, id],
    ),
  )) as [Affected, { failures: number }[]];
  return claimed.affectedRows === 1 ? Number(row?.failures ?? 0) : null;
}

/** Proves that the attempt still owns its row, and keeps it for another while. */
const renewal = `UPDATE outbox SET leased_until = ? WHERE id = ? AND status = 'SENT' AND attempts = ?`;

/** The row has nothing left to do. */
const finishing = `UPDATE outbox SET status = 'DONE', finished_at = ?, last_error = NULL, unique_key = NULL
   WHERE id = ? AND status = 'SENT' AND attempts = ?`;

interface OpenAttempt extends Attempt {
  /** Whether the row was finished together with the work. */
  isConcluded: boolean;
}

function attemptOf({ id, attempt }: Delivery, isLast: boolean): OpenAttempt {
  const fenced = () => new FencedError(id);
  const open: OpenAttempt = {
    id,
    number: attempt,
    isLast,
    isConcluded: false,
    inTransaction: (actor, work) =>
      inTransaction(actor, async (uow) => {
        if ((await uow.run(renewal, [leaseEnd(), id, attempt])) !== 1) throw fenced();
        return work(uow);
      }),
    async conclude(actor, work) {
      const result = await inTransaction(actor, (uow) => {
        uow.expectOne(finishing, [clock.wall(), id, attempt], fenced);
        return work(uow);
      });
      open.isConcluded = true;
      return result;
    },
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
  return open;
}

const finish = ({ id, attempt }: Delivery) => change(finishing, [clock.wall(), id, attempt]);

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

async function explain(delivery: Delivery, job: Job, failures: number, error: unknown): Promise<void> {
  const fenced = error instanceof FencedError;
  jobOutcomes.inc({ job: job.name, outcome: fenced ? 'fenced' : 'failed' });
  if (fenced) logger.warn({ job: job.name, outbox_id: delivery.id }, 'a newer attempt owns this job');
  else await fail(delivery, job, failures, error);
}

async function perform(delivery: Delivery, job: Job, failures: number): Promise<void> {
  const attempt = attemptOf(delivery, failures + 1 >= job.attempts);
  const stopTimer = jobDuration.startTimer({ job: job.name });
  try {
    await job.handle(job.schema.parse(delivery.payload), attempt);
  } catch (error) {
    return await explain(delivery, job, failures + 1, error);
  } finally {
    stopTimer();
  }
  if (!attempt.isConcluded) await finish(delivery);
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
    const failures = await claim(delivery);
    if (failures !== null) await perform(delivery, job, failures);
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

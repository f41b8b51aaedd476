import { system } from './actor.js';
import { clock } from './clock.js';
import { config } from './config.js';
import { bury } from './dead-list.js';
import { logger } from './logger.js';
import { onWake, wakeChannel } from './outbox.js';
import { queue, type Delivery } from './queues.js';
import { isRedisReady, subscriberRedis } from './redis.js';
import type { QueueName } from './jobs.js';
import { repeat, type Loop } from './loop.js';
import { inTransaction, type UnitOfWork } from './unit-of-work.js';

/** A row that waits to be handed to Redis. */
export interface DueRow {
  id: string;
  job: string;
  queue: QueueName;
  payload: string | Record<string, unknown>;
  attempts: number;
  request_id: string | null;
}

const batchSize = 200;
/** A row that was handed to Redis and never claimed is handed over again after this long. */
const lostAfterMs = 10_000;

interface Waiting {
  queue: QueueName;
  waiting: string;
}

/** Queues that are paused, and those that hold enough already: more would only grow old in Redis, unseen. */
async function closedQueues(uow: UnitOfWork): Promise<string[]> {
  const rows = await uow.sql<Waiting>(
    `SELECT queue, COUNT(*) AS waiting FROM outbox WHERE status = 'SENT' AND leased_until IS NULL GROUP BY queue
     UNION ALL SELECT name, ${batchSize} FROM work_queues WHERE status = 'PAUSED'`,
  );
  return rows.filter(({ waiting }) => Number(waiting) >= batchSize).map(({ queue: name }) => name);
}

/** Marks due rows as sent under a new attempt number; other relays skip the rows that this one has locked. */
function claimDue(): Promise<DueRow[]> {
  return inTransaction(system('relay'), async (uow) => {
    const closed = await closedQueues(uow);
    const rows = await uow.sql<DueRow>(
      `SELECT id, job, queue, payload, attempts, request_id FROM outbox
       WHERE status = 'PENDING' AND available_at <= ? AND queue NOT IN (?) ORDER BY available_at LIMIT ${batchSize} FOR UPDATE SKIP LOCKED`,
      [clock.wall(), closed.length > 0 ? closed : ['']],
    );
    if (rows.length > 0) {
      await uow.run(
        `UPDATE outbox SET status = 'SENT', attempts = attempts + 1, sent_at = ?, leased_until = NULL
                     WHERE id IN (?)`,
        [clock.wall(), rows.map((row) => row.id)],
      );
    }
    return rows;
  });
}

/** What travels: the row under its next attempt number; drivers give JSON as text or parsed. */
export function toDelivery(row: DueRow): Delivery {
  const payload =
    typeof row.payload === 'string' ? (JSON.parse(row.payload) as Record<string, unknown>) : row.payload;
  return { id: row.id, attempt: row.attempts + 1, job: row.job, payload, requestId: row.request_id };
}

/** Moves one batch of due rows to Bull. Does nothing while Redis is away: rows stay where they are safe. */
export async function relayOnce(): Promise<number> {
  if (!isRedisReady()) return 0;
  const rows = await claimDue();
  for (const name of new Set(rows.map((row) => row.queue))) {
    const deliveries = rows.filter((row) => row.queue === name).map(toDelivery);
    await queue(name).addBulk(
      deliveries.map((data) => ({
        name: '__default__',
        data,
        opts: { jobId: `${data.id}:${data.attempt}` },
      })),
    );
  }
  return rows.length;
}

/**
 * Takes back what of a queue was handed to Redis and never begun; answers how many. It is given out anew under another
 * attempt number, so that whatever still lies in Redis is void.
 */
export const takeBack = (uow: UnitOfWork, name: string): Promise<number> =>
  uow.run(
    `UPDATE outbox SET status = 'PENDING' WHERE queue = ? AND status = 'SENT' AND leased_until IS NULL`,
    [name],
  );

/** A job whose workers died this often is taken for the cause of their deaths. */
const mostLostLeases = 20;

interface LostRow {
  id: string;
  job: string;
  attempts: number;
  lost_leases: number;
  claimed: number | string;
}

const isKiller = ({ claimed, lost_leases: lostLeases }: LostRow): boolean =>
  Number(claimed) === 1 && lostLeases + 1 >= mostLostLeases;

async function putBack(uow: UnitOfWork, rows: LostRow[]): Promise<void> {
  if (rows.length === 0) return;
  await uow.run(
    `UPDATE outbox SET status = 'PENDING', lost_leases = lost_leases + IF(leased_until IS NULL, 0, 1), available_at = ?
     WHERE id IN (?)`,
    [clock.wall(), rows.map(({ id }) => id)],
  );
}

/**
 * Puts back what was sent and lost: never claimed (Redis emptied), or claimed by a worker that died, which is counted
 * apart from failures: the job may have done nothing wrong. Rows that somebody is finishing at this moment are skipped.
 */
export function sweepOnce(): Promise<number> {
  const wall = clock.wall().getTime();
  return inTransaction(system('sweeper'), async (uow) => {
    const lost = await uow.sql<LostRow>(
      `SELECT id, job, attempts, lost_leases, leased_until IS NOT NULL AS claimed FROM outbox
       WHERE status = 'SENT' AND ((leased_until IS NULL AND sent_at < ?) OR leased_until < ?)
       LIMIT ${batchSize} FOR UPDATE SKIP LOCKED`,
      [new Date(wall - lostAfterMs), new Date(wall)],
    );
    for (const { id, job, attempts: attempt } of lost.filter(isKiller))
      await bury(uow, { id, job, attempt }, 'lost_leases', `${mostLostLeases} workers died of it`);
    await putBack(
      uow,
      lost.filter((row) => !isKiller(row)),
    );
    return lost.length;
  });
}

/** Runs relay and sweeper until stopped; woken by commits, and looking by itself when nobody calls. */
export function startRelay(): Loop {
  const relay = repeat('relay', 1_000, async () => (await relayOnce()) === batchSize);
  const sweeper = repeat('sweeper', Math.min(5_000, config.JOB_LEASE_MS / 2), async () => {
    return (await sweepOnce()) === batchSize;
  });
  const forget = onWake(() => relay.wake());
  const subscriber = subscriberRedis('outbox');
  subscriber
    .subscribe(wakeChannel())
    .catch((error: unknown) => logger.debug({ err: error }, 'not subscribed'));
  subscriber.on('message', () => relay.wake());
  return {
    wake: () => relay.wake(),
    async stop() {
      forget();
      subscriber.disconnect();
      await Promise.all([relay.stop(), sweeper.stop()]);
    },
  };
}

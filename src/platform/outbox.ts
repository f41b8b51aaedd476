import { clock } from './clock.js';
import { currentRequestId } from './context.js';
import { newId } from './ids.js';
import { jobsFor } from './jobs.js';
import { isRedisReady, redis, redisKey } from './redis.js';
import type { UnitOfWork } from './unit-of-work.js';

export interface EnqueueOptions {
  delayMs?: number;
  /** A second row with the same key is refused by the database. */
  uniqueKey?: string;
}

export interface OutboxRow extends EnqueueOptions {
  job: string;
  queue: string;
  payload: Record<string, unknown>;
}

/** An event becomes one row per subscribed job, so that each is tried again on its own. */
export const outboxRowsFor = (event: string, payload: Record<string, unknown>): OutboxRow[] =>
  jobsFor(event).map((job) => ({ job: job.name, queue: job.queue, payload }));

/** A row as the database keeps it; due by the machine's time, because business time may be moved. */
export function columnsOf(row: OutboxRow): Record<string, unknown> {
  const wall = clock.wall();
  return {
    id: newId(),
    job: row.job,
    queue: row.queue,
    payload: JSON.stringify(row.payload),
    available_at: new Date(wall.getTime() + (row.delayMs ?? 0)),
    unique_key: row.uniqueKey ?? null,
    request_id: currentRequestId(),
    created_at: wall,
  };
}

/** Which of some subjects have a job of this name that waits or runs: its own row of tries goes on. */
export async function subjectsUnderWay(
  uow: UnitOfWork,
  job: string,
  subjectIds: string[],
): Promise<Set<string>> {
  if (subjectIds.length === 0) return new Set();
  const rows = await uow.sql<{ subject: string }>(
    `SELECT JSON_VALUE(payload, '$.id') AS subject FROM outbox
     WHERE status IN ('PENDING', 'SENT') AND job = ? AND JSON_VALUE(payload, '$.id') IN (?)`,
    [job, subjectIds],
  );
  return new Set(rows.map(({ subject }) => subject));
}

export const wakeChannel = (): string => redisKey('outbox');

const listeners = new Set<() => void>();

/** A relay in this very process hears of new rows without Redis. */
export function onWake(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** One word for what is committed within it: each wakes every relay. Nobody waits for so short a delay. */
const gatherMs = 20;
let isWaking = false;

function publishWake(): void {
  isWaking = false;
  if (isRedisReady())
    redis()
      .publish(wakeChannel(), '')
      .catch(() => undefined);
}

/** Tells the relays that rows wait. Never awaited: with Redis away they find the rows by looking. */
export function wakeRelay(): void {
  for (const listener of listeners) listener();
  if (isWaking) return;
  isWaking = true;
  setTimeout(publishWake, gatherMs).unref();
}

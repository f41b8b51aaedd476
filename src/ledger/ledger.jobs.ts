import { z } from 'zod';
import { system } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { defineJob, type Attempt, type Job } from '../platform/jobs.js';
import type { ScheduledTask } from '../platform/scheduler.js';
import { expireHold } from './holds.js';
import { closePastDays, sealAll, type InUnit } from './keep-books.js';

const onTheClock = z.object({}).loose();

/** So many holds are ended in one round; the next round takes the others. */
const mostHolds = 200;

const dueHolds = () =>
  query<{ id: string }>(
    `SELECT id FROM ledger_holds WHERE status = 'OPEN' AND expires_at <= ? ORDER BY expires_at, id LIMIT ?`,
    [clock.now(), mostHolds],
  );

/** Each in a unit of work of its own, so that one that waits for a lock keeps no other waiting. */
export const expireHolds = defineJob({
  name: 'expire-holds',
  queue: 'maintenance',
  attempts: 3,
  schema: onTheClock,
  async handle(_payload, attempt) {
    for (const { id } of await dueHolds())
      await attempt.inTransaction(system('holds'), (uow) => expireHold(uow, id));
  },
});

/** Batches in one round; a backlog is sealed over several. */
const mostBatches = 50;

const under =
  (attempt: Attempt, name: string): InUnit =>
  (work) =>
    attempt.inTransaction(system(name), work);

export const sealJournals = defineJob({
  name: 'seal-journals',
  queue: 'maintenance',
  attempts: 3,
  schema: onTheClock,
  handle: (_payload, attempt) => sealAll(under(attempt, 'seals'), mostBatches),
});

export const closeDays = defineJob({
  name: 'close-days',
  queue: 'maintenance',
  schema: onTheClock,
  handle: (_payload, attempt) => closePastDays(under(attempt, 'day-close')),
});

export const ledgerJobs: Job[] = [expireHolds, sealJournals, closeDays];

export const ledgerSchedule: ScheduledTask[] = [
  { name: 'expire-holds', every: 15_000, job: expireHolds },
  { name: 'seal-journals', every: 10_000, job: sealJournals },
  { name: 'close-days', cron: '20 0 * * *', job: closeDays },
];

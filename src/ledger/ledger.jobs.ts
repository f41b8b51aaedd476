import { z } from 'zod';
import { system } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { defineJob, type Attempt, type Job } from '../platform/jobs.js';
import type { ScheduledTask } from '../platform/scheduler.js';
import { closeNextDay } from './close-day.js';
import { expireHold } from './holds.js';
import { lookFromStart, sealBatch, sealNext } from './seal.js';

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

async function sealAll(attempt: Attempt, most = Infinity): Promise<void> {
  for (let batch = 0; batch < most; batch += 1)
    if ((await attempt.inTransaction(system('seals'), sealNext)) < sealBatch) return;
}

export const sealJournals = defineJob({
  name: 'seal-journals',
  queue: 'maintenance',
  attempts: 3,
  schema: onTheClock,
  handle: (_payload, attempt) => sealAll(attempt, mostBatches),
});

/** Days closed in one round: a shop that stood still for a year catches up in one night. */
const mostDays = 400;

/** Seals what is there, so that it counts to its own day, and closes the days that are over. */
export const closeDays = defineJob({
  name: 'close-days',
  queue: 'maintenance',
  schema: onTheClock,
  async handle(_payload, attempt) {
    await attempt.inTransaction(system('day-close'), lookFromStart);
    await sealAll(attempt);
    for (let day = 0; day < mostDays; day += 1)
      if ((await attempt.inTransaction(system('day-close'), closeNextDay)) === null) return;
  },
});

export const ledgerJobs: Job[] = [expireHolds, sealJournals, closeDays];

export const ledgerSchedule: ScheduledTask[] = [
  { name: 'expire-holds', every: 15_000, job: expireHolds },
  { name: 'seal-journals', every: 10_000, job: sealJournals },
  { name: 'close-days', cron: '20 0 * * *', job: closeDays },
];

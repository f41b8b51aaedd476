import { z } from 'zod';
import { system } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { defineJob, type Attempt, type Job } from '../platform/jobs.js';
import type { ScheduledTask } from '../platform/scheduler.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { lastDays } from './days.js';
import { rollUpDay } from './roll-up-day.js';
import { daysToRollUp } from './roll-up-sales.js';
import { watchPausedQueues } from './paused-queues.js';
import { watchUnfinishedJobs } from './unfinished-jobs.js';

const onTheClock = z.object({}).loose();

/** Each day is a unit of work of its own: short, and nothing is lost when a later one fails. */
async function rollUp(dates: string[], attempt: Attempt): Promise<void> {
  for (const date of dates) await attempt.inTransaction(system('reports'), (uow) => rollUpDay(uow, date));
}

const rollUpDailySales = defineJob({
  name: 'roll-up-daily-sales',
  queue: 'maintenance',
  attempts: 3,
  schema: onTheClock,
  handle: async (_payload, attempt) => rollUp(await daysToRollUp(clock.now()), attempt),
});

/** Goods arrive and refunds are made days later, and change the figures of the day on which the sale was placed. */
const rollUpRecentSales = defineJob({
  name: 'roll-up-recent-sales',
  queue: 'maintenance',
  attempts: 3,
  schema: onTheClock,
  handle: (_payload, attempt) => rollUp(lastDays(60, clock.now()), attempt),
});

/** Not a job: it must also speak when no worker does. */
const watchJobs = () => inTransaction(system('reports'), watchUnfinishedJobs);
const watchPauses = () => inTransaction(system('reports'), watchPausedQueues);

export const reportsJobs: Job[] = [rollUpDailySales, rollUpRecentSales];

export const reportsSchedule: ScheduledTask[] = [
  { name: 'roll-up-daily-sales', every: 60_000, job: rollUpDailySales },
  { name: 'roll-up-recent-sales', cron: '40 3 * * *', job: rollUpRecentSales },
  { name: 'watch-unfinished-jobs', every: 60_000, run: watchJobs },
  { name: 'watch-paused-queues', every: 60_000, run: watchPauses },
];

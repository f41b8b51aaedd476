import { z } from 'zod';
import { system } from './actor.js';
import { clock } from './clock.js';
import { defineJob, type Job } from './jobs.js';
import type { ScheduledTask } from './scheduler.js';
import type { UnitOfWork } from './unit-of-work.js';

/** So many rows are forgotten in one statement, lest it hold many locks for long. */
export const bite = 1_000;

/** Deletes one bite of what is too old to keep and answers how many rows that were. */
type Forget = (uow: UnitOfWork) => Promise<number>;

/** A job that forgets what is too old to keep, a bite at a time until nothing is left. */
export const forgettingJob = (name: string, ...forgetters: Forget[]): Job =>
  defineJob({
    name,
    queue: 'maintenance',
    attempts: 3,
    schema: z.object({}).loose(),
    async handle(_payload, attempt) {
      for (const forget of forgetters) while ((await attempt.inTransaction(system(name), forget)) === bite);
    },
  });

const daysAgo = (days: number): Date => new Date(clock.wall().getTime() - days * 86_400_000);

const forgetDoneJobs: Forget = (uow) =>
  uow.run(`DELETE FROM outbox WHERE status = 'DONE' AND finished_at < ? LIMIT ${bite}`, [daysAgo(14)]);

const forgetAnswers: Forget = (uow) =>
  uow.run(`DELETE FROM idempotency_keys WHERE created_at < ? LIMIT ${bite}`, [daysAgo(7)]);

/** Finished jobs are kept for two weeks, answers to repeated requests for one. */
export const forgetFinishedWork = forgettingJob('forget-finished-work', forgetDoneJobs, forgetAnswers);

export const housekeepingSchedule: ScheduledTask[] = [
  { name: 'forget-finished-work', cron: '20 4 * * *', job: forgetFinishedWork },
];

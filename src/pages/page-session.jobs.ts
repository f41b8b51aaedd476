import { z } from 'zod';
import { system } from '../platform/actor.js';
import { defineJob, type Job } from '../platform/jobs.js';
import type { ScheduledTask } from '../platform/scheduler.js';
import { forgetPageSessions } from './page-session.js';

/** Small batches, so that no delete holds locks for long. */
const forgetOldPageSessions = defineJob({
  name: 'forget-old-page-sessions',
  queue: 'maintenance',
  schema: z.unknown(),
  async handle(_payload, attempt) {
    let forgotten: number;
    do {
      forgotten = await attempt.inTransaction(system('forget-old-page-sessions'), forgetPageSessions);
    } while (forgotten === 1_000);
  },
});

export const pageSessionJobs: Job[] = [forgetOldPageSessions];

export const pageSessionSchedule: ScheduledTask[] = [
  { name: 'forget-old-page-sessions', cron: '40 3 * * *', job: forgetOldPageSessions },
];

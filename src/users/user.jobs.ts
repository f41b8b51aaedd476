import { z } from 'zod';
import { system } from '../platform/actor.js';
import { defineJob } from '../platform/jobs.js';
import type { ScheduledTask } from '../platform/scheduler.js';
import { forgetExpiredTokens } from './sessions.js';

/** Small batches, so that no delete holds locks for long. */
export const forgetOldSessions = defineJob({
  name: 'forget-old-sessions',
  queue: 'maintenance',
  schema: z.unknown(),
  async handle(_payload, attempt) {
    let forgotten: number;
    do {
      forgotten = await attempt.inTransaction(system('forget-old-sessions'), forgetExpiredTokens);
    } while (forgotten === 1_000);
  },
});

export const userSchedule: ScheduledTask[] = [
  { name: 'forget-old-sessions', cron: '20 3 * * *', job: forgetOldSessions },
];

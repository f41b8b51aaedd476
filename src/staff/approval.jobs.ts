import { z } from 'zod';
import { system } from '../platform/actor.js';
import { defineJob, type Job } from '../platform/jobs.js';
import type { ScheduledTask } from '../platform/scheduler.js';
import { expireApprovals } from './approvals.js';

const bite = 100;
const name = 'expire-approvals';

const expire = defineJob({
  name,
  queue: 'maintenance',
  schema: z.object({}).loose(),
  async handle(_payload, attempt) {
    while ((await attempt.inTransaction(system(name), (uow) => expireApprovals(uow, bite))) === bite);
  },
});

export const staffJobs: Job[] = [expire];

export const staffSchedule: ScheduledTask[] = [{ name, every: 60_000, job: expire }];

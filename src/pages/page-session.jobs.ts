import { forgettingJob } from '../platform/housekeeping.js';
import type { Job } from '../platform/jobs.js';
import type { ScheduledTask } from '../platform/scheduler.js';
import { forgetPageSessions } from './page-session.js';

const forgetOldPageSessions = forgettingJob('forget-old-page-sessions', forgetPageSessions);

export const pageSessionJobs: Job[] = [forgetOldPageSessions];

export const pageSessionSchedule: ScheduledTask[] = [
  { name: 'forget-old-page-sessions', cron: '40 3 * * *', job: forgetOldPageSessions },
];

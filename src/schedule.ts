import type { ScheduledTask } from './platform/scheduler.js';

/** The table of recurring work: name, when (cron lines in Asia/Jakarta), job. */
export const schedule: ScheduledTask[] = [];

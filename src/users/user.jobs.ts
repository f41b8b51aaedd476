import { forgettingJob } from '../platform/housekeeping.js';
import type { ScheduledTask } from '../platform/scheduler.js';
import { forgetExpiredTokens } from './sessions.js';

export const forgetOldSessions = forgettingJob('forget-old-sessions', forgetExpiredTokens);

export const userSchedule: ScheduledTask[] = [
  { name: 'forget-old-sessions', cron: '20 3 * * *', job: forgetOldSessions },
];

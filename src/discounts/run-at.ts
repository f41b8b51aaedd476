import { config } from '../platform/config.js';
import { jakartaMidnight } from '../platform/jakarta.js';

const [hour = 0, minute = 0] = config.DISCOUNT_RUN_TIME.split(':').map(Number);

/** The moment at which the daily task runs on a Jakarta day. */
export const runAt = (date: string): Date =>
  new Date(jakartaMidnight(date).getTime() + (hour * 60 + minute) * 60_000);

/** The same as a cron line, in Asia/Jakarta. */
export const runCron = `${minute} ${hour} * * *`;

import { jakartaMidnight } from '../platform/jakarta.js';

/** Minutes after midnight in Jakarta at which the daily task looks at customers. */
const runMinute = 6 * 60;

/** The moment at which the daily task runs on a Jakarta day. */
export const runAt = (date: string): Date => new Date(jakartaMidnight(date).getTime() + runMinute * 60_000);

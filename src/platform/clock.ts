import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { config } from './config.js';

const offsets = { database: 0, chosen: 0 };

/** Business time: the database's clock, moved by `npm run clock` outside production. */
export const clock = {
  now: (): Date => new Date(Date.now() + offsets.database + offsets.chosen),
  /** Machine time, never moved: leases, retries and timeouts must not jump. */
  wall: (): Date => new Date(Date.now() + offsets.database),
};

/** One clock decides windows and expiries: the database's. Called at start and every minute. */
export function alignClock(databaseNow: Date, roundTripMs: number): void {
  offsets.database = Math.round(databaseNow.getTime() + roundTripMs / 2 - Date.now());
}

/** Moves business time, in milliseconds. Refused in production, where time is nobody's to choose. */
export function moveClock(offsetMs: number): void {
  if (config.isProduction) throw new Error('The clock cannot be moved in production.');
  offsets.chosen = offsetMs;
}

function readOffset(): number {
  try {
    const content = JSON.parse(readFileSync(config.CLOCK_FILE, 'utf8')) as { offset_ms?: unknown };
    return Number.isSafeInteger(content.offset_ms) ? (content.offset_ms as number) : 0;
  } catch {
    return 0;
  }
}

/** Follows the clock file until the returned function is called, so that one command moves every process. */
export function followClockFile(): () => void {
  if (config.isProduction) return () => undefined;
  const follow = () => moveClock(readOffset());
  follow();
  watchFile(config.CLOCK_FILE, { interval: 500, persistent: false }, follow);
  return () => unwatchFile(config.CLOCK_FILE, follow);
}

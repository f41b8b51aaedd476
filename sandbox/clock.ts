import { readFileSync } from 'node:fs';
import { z } from 'zod';

/** Milliseconds since the epoch, as the demo store sees it. */
export type Now = () => number;

export interface Clock {
  now: Now;
  stop(): void;
}

const ClockFile = z.object({ offset_ms: z.int() });

/** The machine's clock moved by the offset in a shared file, which is read again every half second. */
export function followClockFile(path: string, everyMs = 500): Clock {
  let offset = readOffset(path) ?? 0;
  const timer = setInterval(() => (offset = readOffset(path) ?? offset), everyMs).unref();
  return { now: () => Date.now() + offset, stop: () => clearInterval(timer) };
}

/** Undefined while the file is half written; the last known offset stays in force then. */
function readOffset(path: string): number | undefined {
  try {
    return ClockFile.parse(JSON.parse(readFileSync(path, 'utf8'))).offset_ms;
  } catch (error) {
    return isMissing(error) ? 0 : undefined;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}

/** Unix seconds, the unit of every instant on Tripay's wire. */
export function seconds(ms: number): number {
  return Math.floor(ms / 1000);
}

const jakartaOffsetMs = 7 * 60 * 60 * 1000;

/** The Jakarta wall clock of an instant: `2026-01-31` and `23:45`. */
export function jakarta(ms: number): { date: string; time: string } {
  const shifted = new Date(ms + jakartaOffsetMs).toISOString();
  return { date: shifted.slice(0, 10), time: shifted.slice(11, 16) };
}

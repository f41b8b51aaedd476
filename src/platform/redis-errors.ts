/** Errors of the last so many minutes are counted; older ones are forgotten. */
export const errorWindowMinutes = 5;

const minuteMs = 60_000;
const perMinute = new Map<number, number>();
let newest: string | null = null;

const thisMinute = (): number => Math.floor(Date.now() / minuteMs);

/**
 * The class of an error in one word, such as `ECONNREFUSED` or `LOADING`: its message may name hosts, users and keys,
 * and is therefore never kept.
 */
export function classOfError(error: unknown): string {
  if (!(error instanceof Error)) return 'OTHER';
  const { code } = error as NodeJS.ErrnoException;
  if (code !== undefined && /^[A-Z_]{2,32}$/.test(code)) return code;
  if (error.message === 'Command timed out') return 'TIMEOUT';
  const [, word] = error.name === 'ReplyError' ? (/^([A-Z]{2,20}) /.exec(error.message) ?? []) : [];
  return word ?? 'OTHER';
}

function forgetOld(): void {
  const oldest = thisMinute() - errorWindowMinutes;
  for (const minute of perMinute.keys()) if (minute <= oldest) perMinute.delete(minute);
}

/** Counts an error that this process had with Redis. */
export function noteRedisError(error: unknown): void {
  forgetOld();
  perMinute.set(thisMinute(), (perMinute.get(thisMinute()) ?? 0) + 1);
  newest = classOfError(error);
}

export interface RedisErrors {
  count: number;
  /** Class of the newest; null when there was none in that time. */
  newest: string | null;
}

/** What went wrong with Redis in this process of late. */
export function recentRedisErrors(): RedisErrors {
  forgetOld();
  const count = [...perMinute.values()].reduce((total, each) => total + each, 0);
  return { count, newest: count === 0 ? null : newest };
}

/** Begins to count anew, as a process that has just started. */
export function forgetRedisErrors(): void {
  perMinute.clear();
}

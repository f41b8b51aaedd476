import { setTimeout as pause } from 'node:timers/promises';

export type Condition = 'up' | 'down';

const patienceMs = 1_500;

/** Whether something that is asked answers well and in time; never throws. */
export async function answers(probe: Promise<unknown>): Promise<Condition> {
  const outcome = await Promise.race([
    probe.then(
      () => 'up' as const,
      () => 'down' as const,
    ),
    pause(patienceMs, 'down' as const, { ref: false }),
  ]);
  return outcome;
}

/** What was asked for, or null when it does not come well and in time; never throws. */
export const inTime = <T>(asked: Promise<T>): Promise<T | null> =>
  Promise.race([asked.catch(() => null), pause(patienceMs, null, { ref: false })]);

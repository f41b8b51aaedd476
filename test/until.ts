import { setTimeout as pause } from 'node:timers/promises';

interface Patience {
  timeoutMs?: number;
  everyMs?: number;
}

/**
 * Looks again and again until something is there, and gives it back. The usual patience is that of a slow machine.
 * @throws when it is not there in time; `tell` says how things stand then.
 */
export async function until<T>(
  what: string,
  look: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  { timeoutMs = 30_000, everyMs = 20 }: Patience = {},
  tell: () => Promise<unknown> = () => Promise.resolve(''),
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) return found;
    if (performance.now() > deadline) {
      throw new Error(`Waited ${timeoutMs} ms in vain for: ${what}. ${JSON.stringify(await tell())}`);
    }
    await pause(everyMs);
  }
}

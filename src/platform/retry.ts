import { setTimeout as pause } from 'node:timers/promises';
import { isRetryable } from './driver-errors.js';

const mostTries = 5;

/** Runs work again, a little later each time, when the database asks for it: dead lock, lock wait, moved snapshot. */
export async function retryOnDeadlock<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isRetryable(error) || attempt >= mostTries) throw error;
      await pause(Math.random() * 20 * 2 ** attempt);
    }
  }
}

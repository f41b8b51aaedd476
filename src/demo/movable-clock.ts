import type { Actor } from '../platform/actor.js';
import { clock, moveClock } from '../platform/clock.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';

/** Makes it a moment of the story: everything that asks for the time is told this one. */
export const goTo = (moment: Date): void => moveClock(moment.getTime() - clock.wall().getTime());

/** A unit of work at a moment of the story. */
export function at<T>(moment: Date, actor: Actor, work: (uow: UnitOfWork) => Promise<T>): Promise<T> {
  goTo(moment);
  return inTransaction(actor, work);
}

/** Puts the clock back to where it stood, however the work ends. */
export async function returningToNow<T>(work: () => Promise<T>): Promise<T> {
  const offset = clock.now().getTime() - clock.wall().getTime();
  try {
    return await work();
  } finally {
    moveClock(offset);
  }
}

import { claimKey, KeyTaken, type IdempotentRequest } from '../platform/idempotency.js';
import { newId } from '../platform/ids.js';
import type { Actor } from '../platform/actor.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { at } from './movable-clock.js';

/** One key for each thing that happens, so that telling the story again finds it instead of doing it twice. */
export const demoKey = (name: string): IdempotentRequest => ({
  owner: 'seed',
  route: 'seed',
  key: `demo-${name}`,
  bodyHash: '',
});

/** A unit of work at a moment of the story that is done once, however often the story is told. */
export async function once(
  name: string,
  moment: Date,
  actor: Actor,
  work: (uow: UnitOfWork) => Promise<unknown>,
): Promise<void> {
  try {
    await at(moment, actor, async (uow) => {
      claimKey(uow, demoKey(name), newId());
      await work(uow);
    });
  } catch (error) {
    if (!(error instanceof KeyTaken)) throw error;
  }
}

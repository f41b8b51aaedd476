import type { Actor } from '../platform/actor.js';
import { rehearse, type UnitOfWork } from '../platform/unit-of-work.js';
import { watch, type PlannedJournal } from './plan.js';

/**
 * The journals that a use case would write now, in order: it is performed as it is, and undone. What it would refuse it
 * refuses here too, with the same error.
 */
export const previewJournals = (
  actor: Actor,
  work: (uow: UnitOfWork) => Promise<unknown>,
): Promise<PlannedJournal[]> =>
  rehearse(actor, async (uow) => {
    const planned = watch(uow);
    await work(uow);
    return planned;
  });

import { system } from '../../platform/actor.js';
import { byId, defineJob, type Job } from '../../platform/jobs.js';
import { giveToSome } from './give-to-some.js';

/** Gives a list its discounts, so many at once; what has been given stays, whenever it is broken off. */
export const giveDiscounts: Job = defineJob({
  name: 'give-discounts',
  queue: 'maintenance',
  schema: byId,
  async handle({ id }, attempt) {
    let hasMore = true;
    while (hasMore) hasMore = await attempt.inTransaction(system('discounts'), (uow) => giveToSome(uow, id));
  },
});

export const giftJobs: Job[] = [giveDiscounts];

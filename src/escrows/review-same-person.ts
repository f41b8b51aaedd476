import { raiseAlert } from '../platform/alerts.js';
import { system } from '../platform/actor.js';
import { byId, defineJob, type Job } from '../platform/jobs.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { sharedTraces } from '../users/index.js';
import { Escrow } from './escrow.entity.js';

/**
 * Flags a deal whose two sides look like one person, for staff to look at; the deal itself goes on. One that somebody
 * has flagged already keeps its reason.
 */
export async function reviewSamePerson(uow: UnitOfWork, escrowId: string): Promise<void> {
  const escrow = await uow.lock(Escrow, { id: escrowId });
  if (!escrow.buyerId || !escrow.sellerId || escrow.reviewReason !== null) return;
  const found = await sharedTraces(uow, escrow.buyerId, escrow.sellerId);
  const [gravest] = found;
  if (!gravest) return;
  await uow.update(Escrow, { id: escrow.id }, { reviewReason: gravest });
  await raiseAlert(uow, {
    kind: 'same_person_deal',
    subject: escrow.id,
    severity: 'warning',
    details: { number: escrow.number, traces: found.join(', ') },
  });
}

/** Looked at when the second side comes, and again when money is held: accounts and devices may have come since. */
export const samePersonJobs: Job[] = [
  defineJob({
    name: 'review-same-person',
    queue: 'maintenance',
    on: ['escrow.joined', 'escrow.held'],
    attempts: 5,
    schema: byId,
    handle: ({ id }, attempt) => attempt.inTransaction(system('escrows'), (uow) => reviewSamePerson(uow, id)),
  }),
];

import { notFound } from '../platform/errors.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { Dispute } from './dispute.entity.js';
import { caseClosed } from './dispute.errors.js';
import { undecided } from './dispute.states.js';
import type { Side } from './dispute.words.js';

/** @throws DomainError 409 `dispute_closed` once it is decided. */
export async function lockUndecided(uow: UnitOfWork, id: string): Promise<Dispute> {
  const dispute = await uow.lock(Dispute, { id });
  if (!undecided.includes(dispute.status)) throw caseClosed();
  return dispute;
}

/** On which side of the case a customer stands; strangers learn nothing of it. @throws DomainError `not_found`. */
export function sideOf({ buyerId, sellerId }: Pick<Dispute, 'buyerId' | 'sellerId'>, userId: string): Side {
  if (userId === buyerId) return 'BUYER';
  if (userId === sellerId) return 'SELLER';
  throw notFound('dispute');
}

/** The newest dispute of a deal, under a lock, with the side of the customer who asks. */
export async function lockNewest(
  uow: UnitOfWork,
  { escrowId, userId }: { escrowId: string; userId: string },
): Promise<{ dispute: Dispute; side: Side }> {
  const [newest] = await uow.sql<{ id: string }>(
    'SELECT id FROM disputes WHERE escrow_id = ? ORDER BY (open_key IS NOT NULL) DESC, id DESC LIMIT 1',
    [escrowId],
  );
  if (!newest) throw notFound('dispute');
  const dispute = await uow.lock(Dispute, { id: newest.id });
  return { dispute, side: sideOf(dispute, userId) };
}

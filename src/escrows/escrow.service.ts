import { config } from '../platform/config.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { claimAttachments } from '../rooms/index.js';
import { assertNotFrozen, lockDealAs, lockParts, partMeant, type OwnDeal } from './at-hand.js';
import { Escrow, EscrowPart, EscrowProof } from './escrow.entity.js';
import { alreadyExtended, cancellationAsked, timeOver } from './escrow.errors.js';
import { escrowStates, isSettled, partStates } from './escrow.states.js';
import { changeEscrow, followParts, moveEscrow, movePart } from './move-escrow.js';
import { narrate } from './narrate.js';
import { lockDealWithoutPayment } from './payment-attempt.js';
import { refundOf, releaseOf, settlePart } from './settle-part.js';
import { hoursAfter, nextReminder, startTimer } from './timers.js';

export interface PartDeed extends OwnDeal {
  /** May be left out where only one part can be meant. */
  partId?: string | undefined;
}

export interface Delivery extends PartDeed {
  proof: string;
  attachmentIds: string[];
}

/**
 * The seller says that a part is delivered, and shows it; the buyer's time to look at it begins.
 * @throws DomainError `not_found`, `escrow_other_side` (403), `escrow_frozen`, `escrow_time_over`,
 *   `attachment_unusable`, `illegal_transition` (409).
 */
export async function deliver(uow: UnitOfWork, { proof, attachmentIds, ...own }: Delivery): Promise<Escrow> {
  const escrow = await lockDealAs(uow, own, 'SELLER');
  assertNotFrozen(escrow);
  const part = await partMeant(uow, escrow, own.partId, ['HELD']);
  partStates.next(part.status, 'deliver');
  if (part.deliverBy <= uow.now) throw timeOver();
  await claimAttachments(uow, { roomId: escrow.id, userId: own.userId, ids: attachmentIds });
  const { timerFrom, until: inspectBy, remindAt } = startTimer(uow.now, part.inspectionHours);
  uow.add(EscrowProof, {
    id: newId(),
    escrowId: escrow.id,
    partId: part.id,
    userId: own.userId,
    body: proof,
    attachmentIds,
  });
  const set = { deliveredAt: uow.now, inspectBy, timerFrom, remindAt };
  await movePart(uow, escrow, part, 'deliver', { set });
  await narrate(uow, escrow, 'part_delivered', { part: part.title, inspect_at: inspectBy.toISOString() });
  await followParts(uow, escrow, { set: { cancelAskedBy: null } });
  return escrow;
}

/**
 * The buyer is content with a delivered part: its money goes to the seller.
 * @throws DomainError `not_found`, `escrow_other_side` (403), `escrow_frozen`, `illegal_transition` (409).
 */
export async function confirm(uow: UnitOfWork, own: PartDeed): Promise<Escrow> {
  const escrow = await lockDealAs(uow, own, 'BUYER');
  assertNotFrozen(escrow);
  const part = await partMeant(uow, escrow, own.partId, ['DELIVERED']);
  return settlePart(uow, part, releaseOf(part), { reason: 'buyer_confirmed' });
}

/**
 * The seller gives a part up, delivered or not: the buyer gets back everything that they paid for it. A deal that stands
 * still because its payment is gone may end in this way as well.
 * @throws DomainError `not_found`, `escrow_other_side` (403), `escrow_frozen`, `illegal_transition` (409).
 */
export async function refundBySeller(
  uow: UnitOfWork,
  { reason = 'seller_refunded', ...own }: PartDeed & { reason?: string | undefined },
): Promise<Escrow> {
  const escrow = await lockDealAs(uow, own, 'SELLER');
  if (escrow.paymentReturnedAt === null || escrow.status === 'DISPUTED') assertNotFrozen(escrow);
  const part = await partMeant(uow, escrow, own.partId, ['HELD', 'DELIVERED']);
  return settlePart(uow, part, refundOf(part), { reason });
}

/**
 * The buyer asks for more time to look at a part, once.
 * @throws DomainError `escrow_already_extended`, `escrow_time_over`, `escrow_frozen`, `illegal_transition` (409).
 */
export async function extendInspection(uow: UnitOfWork, own: PartDeed): Promise<Escrow> {
  const escrow = await lockDealAs(uow, own, 'BUYER');
  assertNotFrozen(escrow);
  const part = await partMeant(uow, escrow, own.partId, ['DELIVERED']);
  partStates.next(part.status, 'release');
  if (part.extendedAt) throw alreadyExtended();
  if (!part.inspectBy || part.inspectBy <= uow.now) throw timeOver();
  const inspectBy = hoursAfter(part.inspectBy, config.ESCROW_EXTENSION_HOURS);
  const remindAt = nextReminder(part.timerFrom, inspectBy, uow.now);
  await uow.update(EscrowPart, { id: part.id }, { inspectBy, remindAt, extendedAt: uow.now });
  await narrate(uow, escrow, 'extended', { part: part.title, inspect_at: inspectBy.toISOString() });
  await changeEscrow(uow, escrow, {});
  return escrow;
}

async function refundOpenParts(uow: UnitOfWork, escrow: Escrow): Promise<void> {
  for (const part of await lockParts(uow, escrow.id))
    if (!isSettled(part.status)) await settlePart(uow, part, refundOf(part), { reason: 'cancelled_by_both' });
}

/** While money is held, a deal is called off by two: one asks, and the other does the same. */
async function cancelHeld(uow: UnitOfWork, escrow: Escrow, userId: string): Promise<Escrow> {
  escrowStates.next(escrow.status, 'refund');
  if (escrow.cancelAskedBy === userId) throw cancellationAsked();
  if (escrow.cancelAskedBy) {
    await refundOpenParts(uow, escrow);
    return uow.lock(Escrow, { id: escrow.id });
  }
  await changeEscrow(uow, escrow, { cancelAskedBy: userId });
  await narrate(uow, escrow, 'cancellation_asked', { side: escrow.buyerId === userId ? 'BUYER' : 'SELLER' });
  uow.emit('escrow.cancellation_asked', { id: escrow.id, user_id: userId });
  return escrow;
}

/**
 * Calls a deal off: at once while nobody has paid, and by the word of both sides while money is held, which then goes
 * back to the buyer in full.
 * @throws DomainError `not_found`, `escrow_frozen`, `escrow_cancellation_asked`, `illegal_transition` (409), also while
 *   money is just coming in.
 */
export async function cancel(
  uow: UnitOfWork,
  { reason, ...own }: OwnDeal & { reason?: string | undefined },
): Promise<Escrow> {
  const { escrow } = await lockDealWithoutPayment(uow, own, 'escrow_cancelled');
  assertNotFrozen(escrow);
  if (escrow.status === 'HELD' || escrow.status === 'DELIVERED') return cancelHeld(uow, escrow, own.userId);
  escrowStates.next(escrow.status, 'cancel');
  await moveEscrow(uow, escrow, 'cancel', { reason, set: closedUnpaid });
  await narrate(uow, escrow, 'cancelled', reason === undefined ? {} : { reason });
  return escrow;
}

/** No timer runs for a deal that ended unpaid, and nobody joins it. */
export const closedUnpaid = {
  invitationDigest: null,
  joinBy: null,
  payBy: null,
  timerFrom: null,
  remindAt: null,
};

import type { UnitOfWork } from '../platform/unit-of-work.js';
import {
  Escrow,
  EscrowPart,
  freeze,
  lockDeal,
  partMeant,
  settlePart,
  thaw,
  type Settlement,
} from '../escrows/index.js';
import { sealRoom } from '../rooms/index.js';
import type { Dispute } from './dispute.entity.js';
import { alreadyDisputed, notDisputable } from './dispute.errors.js';
import type { Side } from './dispute.words.js';

/** A deal whose money is held, and the part of it that somebody complains about; both under a lock. */
export interface Deal {
  escrow: Escrow;
  part: EscrowPart;
  buyerId: string;
  sellerId: string;
  /** On which side whoever complains stands. */
  side: Side;
}

interface Complaint {
  escrowId: string;
  userId: string;
  partId: string | null;
}

/**
 * The deal and the part that a customer complains about.
 * @throws DomainError `not_found` for strangers, `invalid_input` where the part must be named; 409 `not_disputable`,
 *   `already_disputed`.
 */
export async function lockComplaint(uow: UnitOfWork, complaint: Complaint): Promise<Deal> {
  const { escrow, side } = await lockDeal(uow, complaint);
  const { buyerId, sellerId } = escrow;
  if (escrow.heldAt === null || buyerId === null || sellerId === null) throw notDisputable(escrow.status);
  // One case at a time: all timers stand still anyway, and whoever answers or appeals means the one that is open.
  if (escrow.status === 'DISPUTED') throw alreadyDisputed();
  const part = await partMeant(uow, escrow, complaint.partId ?? undefined, ['HELD', 'DELIVERED']);
  if (part.status !== 'HELD' && part.status !== 'DELIVERED') throw notDisputable(part.status);
  return { escrow, part, buyerId, sellerId, side };
}

/**
 * Nothing of the deal moves any more, and nothing that was said in its room can be changed.
 * @throws DomainError `escrow_time_over` (409) when the part's time is over, whether or not its timer has run.
 */
export async function freezeDeal(uow: UnitOfWork, { escrow, part }: Deal, dispute: Dispute): Promise<void> {
  await freeze(uow, escrow, part, { reason: dispute.number });
  await sealRoom(uow, escrow.id);
}

/** The deal of a case under a lock, and after it the part: in this order everywhere. */
async function lockPart(uow: UnitOfWork, { escrowId, partId }: Dispute) {
  const escrow = await uow.lock(Escrow, { id: escrowId });
  return { escrow, part: await uow.lock(EscrowPart, { id: partId }) };
}

/** The deal goes on where it stood, with so many hours more. */
export async function resumeDeal(uow: UnitOfWork, dispute: Dispute, moreHours: number): Promise<void> {
  const { escrow, part } = await lockPart(uow, dispute);
  await thaw(uow, escrow, part, { reason: dispute.number, moreHours });
}

/** The held money goes where it was decided to go. */
export async function settleDeal(uow: UnitOfWork, dispute: Dispute, settlement: Settlement): Promise<void> {
  const { part } = await lockPart(uow, dispute);
  await settlePart(uow, part, settlement, { reason: dispute.number });
}

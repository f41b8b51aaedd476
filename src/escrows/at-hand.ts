import { notFound } from '../platform/errors.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { Escrow, EscrowPart, type Side } from './escrow.entity.js';
import { escrowFrozen, otherSide, partRequired, partUnknown } from './escrow.errors.js';
import type { PartStatus } from './escrow.states.js';

/** Which side of a deal somebody is; null for strangers. */
export function sideOf(
  { buyerId, sellerId }: Pick<Escrow, 'buyerId' | 'sellerId'>,
  userId: string,
): Side | null {
  if (buyerId === userId) return 'BUYER';
  return sellerId === userId ? 'SELLER' : null;
}

export const otherSideOf = (side: Side): Side => (side === 'BUYER' ? 'SELLER' : 'BUYER');

/** The user on a side; null while nobody has joined. */
export const userOf = (escrow: Pick<Escrow, 'buyerId' | 'sellerId'>, side: Side): string | null =>
  side === 'BUYER' ? escrow.buyerId : escrow.sellerId;

/** The version of the terms that a side has accepted last. */
export const versionAgreedBy = (
  { buyerAgreedVersion, sellerAgreedVersion }: Pick<Escrow, 'buyerAgreedVersion' | 'sellerAgreedVersion'>,
  side: Side,
): number | null => (side === 'BUYER' ? buyerAgreedVersion : sellerAgreedVersion);

export interface OwnDeal {
  escrowId: string;
  userId: string;
}

export interface DealAtHand {
  escrow: Escrow;
  side: Side;
}

/** A deal under a lock, with the side on which this user is. @throws DomainError `not_found` for strangers. */
export async function lockDeal(uow: UnitOfWork, { escrowId, userId }: OwnDeal): Promise<DealAtHand> {
  const escrow = await uow.lockIfAny(Escrow, { id: escrowId });
  const side = escrow && sideOf(escrow, userId);
  if (!escrow || !side) throw notFound('escrow');
  return { escrow, side };
}

/** The same for what one side alone may do. @throws DomainError `escrow_other_side` (403) as well. */
export async function lockDealAs(uow: UnitOfWork, own: OwnDeal, wanted: Side): Promise<Escrow> {
  const { escrow, side } = await lockDeal(uow, own);
  if (side !== wanted) throw otherSide();
  return escrow;
}

/** @throws DomainError `escrow_frozen` (409) while a dispute is open. */
export function assertNotFrozen({ frozenAt }: Escrow): void {
  if (frozenAt) throw escrowFrozen();
}

/** All parts of a locked deal under a lock, in order. */
export async function lockParts(uow: UnitOfWork, escrowId: string): Promise<EscrowPart[]> {
  const ids = await uow.sql<{ id: string }>(
    'SELECT id FROM escrow_parts WHERE escrow_id = ? ORDER BY position FOR UPDATE',
    [escrowId],
  );
  if (ids.length === 0) return [];
  const parts = await uow.list(EscrowPart, { escrowId });
  return parts.sort((a, b) => a.position - b.position);
}

/**
 * The part that is meant: the one that is named, or else the only one in a state in which it can be.
 * @throws DomainError `not_found` for a part of another deal, `invalid_input` when it must be named.
 */
export async function partMeant(
  uow: UnitOfWork,
  escrow: Escrow,
  partId: string | undefined,
  possible: PartStatus[],
): Promise<EscrowPart> {
  const parts = await lockParts(uow, escrow.id);
  if (partId !== undefined) {
    const named = parts.find(({ id }) => id === partId);
    if (!named) throw partUnknown();
    return named;
  }
  const candidates = parts.filter(({ status }) => possible.includes(status));
  if (candidates.length > 1) throw partRequired();
  const [part = parts[0]] = candidates;
  if (!part) throw partUnknown();
  return part;
}

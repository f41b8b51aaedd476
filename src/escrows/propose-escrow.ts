import { randomInt } from 'node:crypto';
import { config } from '../platform/config.js';
import { notFound } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { jakartaDate } from '../platform/jakarta.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { User } from '../users/index.js';
import { Escrow, EscrowAgreement, EscrowTerms, type Side } from './escrow.entity.js';
import { invitationUnknown, ownEscrow } from './escrow.errors.js';
import { digestOf, digestOfCode } from './invitation.js';
import { announceEscrow, beginEscrow } from './move-escrow.js';
import { narrate, openEscrowRoom, welcome } from './narrate.js';
import { figuresOf, type PricedTerms } from './terms.js';
import { startTimer } from './timers.js';

/** Without letters and digits that people confuse on the phone. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/** `RKB-20261121-7KQ2M9XA`: the Jakarta day, then eight characters that cannot be guessed from a neighbour's. */
function newEscrowNumber(moment: Date): string {
  const tail = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]).join('');
  return `RKB-${jakartaDate(moment).replaceAll('-', '')}-${tail}`;
}

/** Keeps a version of the terms as it was written, with the agreement of whoever wrote it. */
export function keepTerms(
  uow: UnitOfWork,
  escrow: Pick<Escrow, 'id' | 'termsVersion'>,
  terms: PricedTerms,
  by: { userId: string; side: Side },
): void {
  const { id: escrowId, termsVersion: version } = escrow;
  const { parts } = terms;
  uow.add(EscrowTerms, {
    id: newId(),
    escrowId,
    version,
    ...figuresOf(terms),
    parts,
    proposedBy: by.userId,
  });
  uow.add(EscrowAgreement, { id: newId(), escrowId, version, userId: by.userId, side: by.side });
}

export interface Proposal {
  id?: string;
  userId: string;
  /** Which side the proposer is on. */
  side: Side;
  terms: PricedTerms;
}

function rowOf(uow: UnitOfWork, { id = newId(), userId, side, terms }: Proposal): Escrow {
  const { timerFrom, until, remindAt } = startTimer(uow.now, config.ESCROW_JOIN_HOURS);
  const isBuyer = side === 'BUYER';
  return Object.assign(new Escrow(), {
    id,
    number: newEscrowNumber(uow.now),
    status: 'PROPOSED',
    ...figuresOf(terms),
    termsVersion: 1,
    creatorId: userId,
    buyerId: isBuyer ? userId : null,
    sellerId: isBuyer ? null : userId,
    buyerAgreedVersion: isBuyer ? 1 : null,
    sellerAgreedVersion: isBuyer ? null : 1,
    invitation: 1,
    invitationDigest: digestOf({ id, invitation: 1 }),
    transactionId: null,
    cancelAskedBy: null,
    reviewReason: null,
    frozenAt: null,
    paymentReturnedAt: null,
    joinBy: until,
    payBy: null,
    timerFrom,
    remindAt,
    heldAt: null,
    settledAt: null,
    statusSince: uow.now,
    createdAt: uow.now,
    updatedAt: uow.now,
  } satisfies Partial<Escrow>);
}

/**
 * Proposes a deal and opens its room; whoever proposes agrees to what they wrote. The other side comes with the code of
 * the invitation (`codeOf`).
 */
export async function proposeEscrow(uow: UnitOfWork, proposal: Proposal): Promise<Escrow> {
  const escrow = rowOf(uow, proposal);
  uow.add(Escrow, escrow);
  keepTerms(uow, escrow, proposal.terms, proposal);
  beginEscrow(uow, escrow);
  await openEscrowRoom(uow, escrow, proposal.side);
  return escrow;
}

/**
 * Takes the free side of a deal, once, with the code of its invitation.
 * @throws DomainError `escrow_invitation_unknown` (404), `escrow_own` (409).
 */
export async function joinEscrow(
  uow: UnitOfWork,
  { userId, code }: { userId: string; code: string },
): Promise<Escrow> {
  const escrow = await uow.lockIfAny(Escrow, { invitationDigest: digestOfCode(code) });
  if (escrow?.status !== 'PROPOSED' || !escrow.joinBy || escrow.joinBy <= uow.now) throw invitationUnknown();
  if (escrow.creatorId === userId) throw ownEscrow();
  const user = await uow.find(User, { id: userId });
  if (!user) throw notFound('user');
  const side: Side = escrow.buyerId === null ? 'BUYER' : 'SELLER';
  const { timerFrom, until: joinBy, remindAt } = startTimer(uow.now, config.ESCROW_JOIN_HOURS);
  const seat = side === 'BUYER' ? { buyerId: userId } : { sellerId: userId };
  const set = { ...seat, invitationDigest: null, timerFrom, joinBy, remindAt };
  await uow.update(Escrow, { id: escrow.id }, set);
  Object.assign(escrow, set);
  await welcome(uow, escrow, userId, side);
  await narrate(uow, escrow, 'joined', { side });
  uow.emit('escrow.joined', { id: escrow.id, user_id: userId });
  announceEscrow(uow, escrow);
  return escrow;
}

/** A new code for a deal that nobody has joined; the old one is worth nothing from now on. */
export async function renewInvitation(
  uow: UnitOfWork,
  { escrowId, userId }: { escrowId: string; userId: string },
): Promise<Escrow> {
  const escrow = await uow.lock(Escrow, { id: escrowId, creatorId: userId });
  if (escrow.status !== 'PROPOSED' || escrow.invitationDigest === null) throw invitationUnknown();
  const invitation = escrow.invitation + 1;
  const { timerFrom, until: joinBy, remindAt } = startTimer(uow.now, config.ESCROW_JOIN_HOURS);
  const set = { invitation, invitationDigest: digestOf({ id: escrow.id, invitation }) };
  await uow.update(Escrow, { id: escrow.id }, { ...set, timerFrom, joinBy, remindAt });
  return Object.assign(escrow, set, { timerFrom, joinBy, remindAt });
}

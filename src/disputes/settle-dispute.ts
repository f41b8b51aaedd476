import type { UnitOfWork } from '../platform/unit-of-work.js';
import { announceCase } from './announce-case.js';
import { note } from './case-log.js';
import { settleDeal } from './deal.js';
import { Dispute, DisputeDecision } from './dispute.entity.js';
import { disputeStates } from './dispute.states.js';
import type { Side } from './dispute.words.js';
import { lockNewest } from './find-dispute.js';
import { caseClosed } from './dispute.errors.js';

/** Moves the held money to where it was decided to go. */
export async function payOut(uow: UnitOfWork, dispute: Dispute, decision: DisputeDecision): Promise<void> {
  const { refundAmount, releaseAmount, feeAmount } = decision;
  await settleDeal(uow, dispute, { refundAmount, releaseAmount, feeAmount });
}

/** The newest decision of a case. */
export async function decisionOn(uow: UnitOfWork, { id }: Dispute): Promise<DisputeDecision> {
  const decisions = await uow.list(DisputeDecision, { disputeId: id });
  const newest = decisions.toSorted((one, other) => other.round - one.round)[0];
  if (!newest) throw new Error(`Dispute ${id} is decided, and nobody has decided it.`);
  return newest;
}

/** Closes a decided case nobody appeals against, and pays out; the case is locked by the caller. */
export async function settleDispute(uow: UnitOfWork, dispute: Dispute): Promise<void> {
  const decision = await decisionOn(uow, dispute);
  await uow.move(disputeStates, Dispute, dispute, 'settle', { set: { closedAt: uow.now, openKey: null } });
  await payOut(uow, dispute, decision);
  announceCase(uow, dispute);
}

const acceptances = { BUYER: 'buyerAcceptedAt', SELLER: 'sellerAcceptedAt' } as const;

/**
 * A side agrees with the decision and gives up its appeal; when both have, the money goes at once.
 * @throws DomainError `not_found` for strangers; 409 `dispute_closed` where there is no decision to accept.
 */
export async function acceptDecision(
  uow: UnitOfWork,
  wish: { escrowId: string; userId: string },
): Promise<Dispute> {
  const { dispute, side } = await lockNewest(uow, wish);
  if (dispute.status !== 'DECIDED') throw caseClosed();
  if (dispute[acceptances[side]] === null) await accept(uow, dispute, side);
  if (dispute.buyerAcceptedAt && dispute.sellerAcceptedAt) await settleDispute(uow, dispute);
  announceCase(uow, dispute);
  return dispute;
}

async function accept(uow: UnitOfWork, dispute: Dispute, side: Side): Promise<void> {
  const set = { [acceptances[side]]: uow.now };
  await uow.update(Dispute, { id: dispute.id }, set);
  Object.assign(dispute, set);
  note(uow, dispute, { event: 'accepted', details: { side } });
}

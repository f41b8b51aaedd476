import { z } from 'zod';
import { config } from '../platform/config.js';
import { idParam } from '../platform/http/paging.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import {
  defineApproval,
  openApproval,
  spendAuthority,
  type Approval,
  type ApprovalKind,
} from '../staff/index.js';
import type { Settlement } from '../escrows/index.js';
import { say, sealRoom } from '../rooms/index.js';
import { announceCase } from './announce-case.js';
import { note, recordDeed } from './case-log.js';
import { resumeDeal } from './deal.js';
import { Dispute, DisputeDecision } from './dispute.entity.js';
import { disputeStates } from './dispute.states.js';
import { decisionGrounds, feeBearers, outcomes, type FeeBearer } from './dispute.words.js';
import { lockUndecided } from './find-dispute.js';
import { assertMakerStillMay, assertMayJudge, judging } from './judges.js';
import { lettersOf } from './letter.js';
import { hoursFrom } from './hours.js';
import { feeBearerOf, settlementOf } from './outcome.js';
import { payOut, settleDispute } from './settle-dispute.js';

const act = 'dispute.decide';

const longestExtension = 14 * 24;

/** What a judge decides. A split names the buyer's share of the price; the seller has the rest. */
export const DecideDispute = z
  .strictObject({
    disputeId: idParam,
    outcome: z.enum(outcomes),
    toBuyerAmount: z.int().min(0).nullable().default(null),
    feeBorneBy: z.enum(feeBearers).nullable().default(null),
    extendHours: z.int().min(1).max(longestExtension).nullable().default(null),
    ground: z.enum(decisionGrounds),
    reason: z.string().trim().min(10).max(500),
  })
  .refine(
    ({ outcome, toBuyerAmount, feeBorneBy }) =>
      outcome !== 'SPLIT' || (toBuyerAmount !== null && feeBorneBy !== null),
    { path: ['toBuyerAmount'], message: 'dispute_shares' },
  )
  .refine(({ outcome, extendHours }) => (outcome === 'EXTEND') === (extendHours !== null), {
    path: ['extendHours'],
    message: 'dispute_hours',
  });

export type DecideDispute = z.input<typeof DecideDispute>;
type Wish = z.output<typeof DecideDispute>;

const nothing: Settlement = { refundAmount: 0, releaseAmount: 0, feeAmount: 0 };

/** Where the money is to go, and who bears the fee. */
function consequencesOf(dispute: Dispute, wish: Wish): Settlement & { feeBorneBy: FeeBearer } {
  const { outcome, toBuyerAmount, feeBorneBy } = wish;
  if (outcome === 'EXTEND') return { ...nothing, feeBorneBy: 'NOBODY' };
  const division =
    toBuyerAmount === null || feeBorneBy === null
      ? null
      : { toBuyerAmount, toSellerAmount: dispute.amount - toBuyerAmount, feeBorneBy };
  const bearer = outcome === 'SPLIT' ? (feeBorneBy ?? 'NOBODY') : feeBearerOf(outcome, dispute);
  return { ...settlementOf(outcome, dispute, division), feeBorneBy: bearer };
}

/** Who decides: the maker of an approval, whose second person is at work now, or the person at work; in a rehearsal nobody. */
const judgeOf = ({ actor }: UnitOfWork, approval: Approval | undefined): string | null =>
  approval?.makerId ?? (actor.kind === 'staff' ? actor.id : null);

const fateOf = ({ status }: Dispute, { outcome }: Wish) => {
  if (outcome === 'EXTEND') return 'extend';
  return status === 'APPEALED' ? 'rule' : 'decide';
};

async function write(
  uow: UnitOfWork,
  dispute: Dispute,
  wish: Wish,
  approval: Approval | undefined,
): Promise<DisputeDecision> {
  const money = consequencesOf(dispute, wish);
  const round = dispute.status === 'APPEALED' ? 2 : 1;
  const decision = Object.assign(new DisputeDecision(), {
    id: newId(),
    disputeId: dispute.id,
    round,
    outcome: wish.outcome,
    ...money,
    extendHours: wish.extendHours,
    ground: wish.ground,
    reason: wish.reason,
    decidedBy: judgeOf(uow, approval),
    approvalId: approval?.id ?? null,
    createdAt: uow.now,
  });
  Object.assign(decision, await lettersOf(uow, dispute, decision));
  await uow.insert(DisputeDecision, { ...decision });
  return decision;
}

/** What stands on the case once it is decided; a ruling and an extension end it. */
const verdictOn = (uow: UnitOfWork, event: 'extend' | 'rule' | 'decide', wish: Wish): Partial<Dispute> => ({
  outcome: wish.outcome,
  answerBy: null,
  awaitedSide: null,
  ...(event === 'decide'
    ? { appealUntil: hoursFrom(uow.now, config.DISPUTE_APPEAL_HOURS) }
    : { closedAt: uow.now, openKey: null }),
});

async function assertAuthority(
  uow: UnitOfWork,
  dispute: Dispute,
  { outcome }: Wish,
  approval: Approval | undefined,
): Promise<void> {
  if (outcome === 'EXTEND') return;
  const { id, buyerId, heldAmount } = dispute;
  await spendAuthority(uow, {
    act,
    amount: heldAmount,
    subjectId: id,
    beneficiaryId: buyerId,
    approvalId: approval?.id,
  });
}

/**
 * A judge's word. The money rests until nobody may appeal any more; after an appeal it goes at once, and an extension
 * lets the deal go on. Beyond what one person may decide alone, a second one's approval carries it.
 * @throws DomainError 403 `forbidden`, `own_benefit`, `judge_stepped_aside`, `judged_before`; 409 `dispute_closed`,
 *   `illegal_transition`, `dispute_assigned_to_other`, `approval_required`; 422 `dispute_shares_do_not_add_up`,
 *   `dispute_fee_exceeds_share`.
 */
export async function decideDispute(
  uow: UnitOfWork,
  input: DecideDispute,
  approval?: Approval,
): Promise<Dispute> {
  const wish = DecideDispute.parse(input);
  const { reason } = wish;
  const dispute = await lockUndecided(uow, wish.disputeId);
  const event = fateOf(dispute, wish);
  disputeStates.next(dispute.status, event);
  if (approval) {
    await assertMayJudge(uow, dispute);
    await assertMakerStillMay(uow, dispute, approval);
  } else await judging(uow, dispute);
  await assertAuthority(uow, dispute, wish, approval);
  const decision = await write(uow, dispute, wish, approval);
  await uow.move(disputeStates, Dispute, dispute, event, { reason, set: verdictOn(uow, event, wish) });
  const details = {
    outcome: decision.outcome,
    refund_amount: decision.refundAmount,
    release_amount: decision.releaseAmount,
    fee_amount: decision.feeAmount,
  };
  note(uow, dispute, { event: 'letter_sent', details });
  await recordDeed(uow, dispute, { event: 'decided', reason, details });
  await say(uow, { roomId: dispute.escrowId, code: 'dispute.decided', params: { number: dispute.number } });
  await sealRoom(uow, dispute.escrowId);
  if (event === 'rule') await payOut(uow, dispute, decision);
  if (event === 'extend') await resumeDeal(uow, dispute, decision.extendHours ?? 0);
  announceCase(uow, dispute);
  return dispute;
}

/** What a decision will book once nobody may appeal any more; only for previews, which are undone. */
export async function foreseeSettlement(uow: UnitOfWork, disputeId: string): Promise<void> {
  const dispute = await uow.lock(Dispute, { id: disputeId });
  if (dispute.status === 'DECIDED') await settleDispute(uow, dispute);
}

/** Puts the same before a second person. */
export async function requestDecision(uow: UnitOfWork, input: DecideDispute): Promise<Approval> {
  const wish = DecideDispute.parse(input);
  const dispute = await lockUndecided(uow, wish.disputeId);
  disputeStates.next(dispute.status, fateOf(dispute, wish));
  consequencesOf(dispute, wish);
  await judging(uow, dispute);
  const approval = await openApproval(uow, {
    act,
    subjectType: 'dispute',
    subjectId: dispute.id,
    beneficiaryId: dispute.buyerId,
    amount: dispute.heldAmount,
    payload: wish,
    reason: wish.reason,
  });
  note(uow, dispute, { event: 'approval_asked', reason: wish.reason, details: { outcome: wish.outcome } });
  return approval;
}

export const disputeApproval: ApprovalKind = defineApproval({
  act,
  permission: 'disputes.judge',
  schema: DecideDispute,
  perform: decideDispute,
  foresee: (uow, { disputeId }) => foreseeSettlement(uow, disputeId),
  async observe(uow, { disputeId }) {
    const dispute = await uow.lock(Dispute, { id: disputeId });
    const [row] = await uow.sql<{ pieces: string }>(
      'SELECT COUNT(*) AS pieces FROM evidence WHERE dispute_id = ?',
      [disputeId],
    );
    return { status: dispute.status, held_amount: dispute.heldAmount, evidence: `${row?.pieces ?? 0}` };
  },
});

import type { Staff } from '../platform/actor.js';
import { raiseAlert } from '../platform/alerts.js';
import { isDuplicate } from '../platform/database.js';
import { DomainError, forbidden } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { assertNotBeneficiary, authorize, type Approval } from '../staff/index.js';
import { User } from '../users/index.js';
import { note, recordDeed } from './case-log.js';
import { Dispute, DisputeDecision, DisputeRecusal } from './dispute.entity.js';
import { assignedToOther, judgedBefore, steppedAside } from './dispute.errors.js';
import { lockUndecided } from './find-dispute.js';

/** Neither side's own person judges: known, as everywhere, by mailbox and phone number. */
async function assertNoParty(uow: UnitOfWork, { buyerId, sellerId }: Dispute): Promise<void> {
  await assertNotBeneficiary(uow, { beneficiaryId: buyerId });
  await assertNotBeneficiary(uow, { beneficiaryId: sellerId });
}

async function assertNotAside(uow: UnitOfWork, dispute: Dispute, staff: Staff): Promise<void> {
  if (await uow.find(DisputeRecusal, { disputeId: dispute.id, staffId: staff.id })) throw steppedAside();
}

/** An appeal goes to somebody who had no hand in the decision: neither made it nor agreed to it. */
async function assertFreshEyes(uow: UnitOfWork, dispute: Dispute, staff: Staff): Promise<void> {
  if (dispute.status !== 'APPEALED') return;
  const first = await uow.find(DisputeDecision, { disputeId: dispute.id, round: 1 });
  const [agreed] = await uow.sql<{ by: string }>('SELECT decided_by AS `by` FROM approvals WHERE id = ?', [
    first?.approvalId ?? '',
  ]);
  if (first?.decidedBy === staff.id || agreed?.by === staff.id) throw judgedBefore();
}

const familyName = (name: string): string => name.toLowerCase().trim().split(/\s+/).at(-1) ?? '';

/** A shared last name is no proof of anything, so it refuses nobody; it is written down for others to look at. */
async function flagRelation(uow: UnitOfWork, dispute: Dispute, staff: Staff): Promise<void> {
  const own = familyName(staff.name);
  if (own.length < 4) return;
  for (const userId of [dispute.buyerId, dispute.sellerId]) {
    const party = await uow.find(User, { id: userId });
    if (!party || familyName(party.name) !== own) continue;
    const details = { number: dispute.number, judge: staff.name, party: party.name };
    note(uow, dispute, { event: 'relation_flagged', details });
    const subject = `${dispute.id}:${staff.id}`;
    await raiseAlert(uow, { kind: 'dispute_judge_related', subject, severity: 'warning', details });
  }
}

/** Whoever may judge this case at all. The machinery, which only rehearses decisions, is nobody's relative. */
export async function assertMayJudge(uow: UnitOfWork, dispute: Dispute): Promise<Staff | null> {
  const { actor } = uow;
  if (actor.kind === 'system') return null;
  if (actor.kind !== 'staff') throw forbidden();
  authorize(actor, dispute.escalatedAt ? 'disputes.judge_escalated' : 'disputes.judge');
  await assertNoParty(uow, dispute);
  await assertNotAside(uow, dispute, actor);
  await assertFreshEyes(uow, dispute, actor);
  return actor;
}

/**
 * Whoever asked for an approval still may judge what they asked for: it is their verdict that the second person carries
 * out. What was asked before an appeal is no ruling on it.
 * @throws DomainError 403 `judged_before`, `judge_stepped_aside`; 409 `dispute_assigned_to_other`.
 */
export async function assertMakerStillMay(
  uow: UnitOfWork,
  { id, appealedAt, assigneeId }: Dispute,
  { makerId, createdAt }: Approval,
): Promise<void> {
  if (appealedAt && createdAt <= appealedAt) throw judgedBefore();
  if (await uow.find(DisputeRecusal, { disputeId: id, staffId: makerId })) throw steppedAside();
  if (assigneeId !== null && assigneeId !== makerId) throw assignedToOther();
}

/** Why the person at work may not judge a case, as the code of the refusal; null when they may. */
export async function barToJudging(uow: UnitOfWork, dispute: Dispute): Promise<string | null> {
  try {
    await assertMayJudge(uow, dispute);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    throw error;
  }
}

/**
 * Puts the case on the desk of the person at work: from nobody's, or, with their own reason, from a colleague's.
 * @throws DomainError 403 `forbidden`, `own_benefit`, `judge_stepped_aside`, `judged_before`.
 */
export async function take(uow: UnitOfWork, dispute: Dispute, reason?: string): Promise<void> {
  const staff = await assertMayJudge(uow, dispute);
  if (!staff || dispute.assigneeId === staff.id) return;
  const details = { judge: staff.name, instead_of: dispute.assigneeId };
  await uow.update(Dispute, { id: dispute.id }, { assigneeId: staff.id });
  dispute.assigneeId = staff.id;
  note(uow, dispute, { event: 'assigned', reason, details });
  await recordDeed(uow, dispute, { event: 'assigned', reason, details });
  await flagRelation(uow, dispute, staff);
}

/**
 * Stands before whatever a judge does with a case. One that lies on nobody's desk comes to theirs with it.
 * @throws DomainError as `take`; 409 `dispute_assigned_to_other`.
 */
export async function judging(uow: UnitOfWork, dispute: Dispute): Promise<void> {
  const staff = await assertMayJudge(uow, dispute);
  if (staff && dispute.assigneeId !== null && dispute.assigneeId !== staff.id) throw assignedToOther();
  await take(uow, dispute);
}

/**
 * A person who knows a party, or has another reason not to judge, leaves the case to others for good.
 * @throws DomainError 403 `forbidden`; 409 `judge_stepped_aside` when they have already.
 */
export async function stepAside(
  uow: UnitOfWork,
  { disputeId, reason }: { disputeId: string; reason: string },
): Promise<Dispute> {
  authorize(uow.actor, 'disputes.judge');
  if (uow.actor.kind !== 'staff') throw forbidden();
  const dispute = await lockUndecided(uow, disputeId);
  const { id: staffId, name } = uow.actor;
  try {
    await uow.insert(DisputeRecusal, { id: newId(), disputeId, staffId, reason });
  } catch (error) {
    throw isDuplicate(error, 'dispute_recusals_once') ? steppedAside() : error;
  }
  if (dispute.assigneeId === staffId) {
    await uow.update(Dispute, { id: disputeId }, { assigneeId: null });
    dispute.assigneeId = null;
  }
  note(uow, dispute, { event: 'stepped_aside', reason, details: { judge: name } });
  await recordDeed(uow, dispute, { event: 'stepped_aside', reason });
  return dispute;
}

import { config } from '../platform/config.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { announceCase } from './announce-case.js';
import { note, recordDeed } from './case-log.js';
import { Dispute } from './dispute.entity.js';
import { disputeStates, type DisputeEvent } from './dispute.states.js';
import type { Side } from './dispute.words.js';
import { say } from '../rooms/index.js';
import { lockUndecided } from './find-dispute.js';
import { judging, take } from './judges.js';
import { hoursFrom } from './hours.js';

export interface CaseDeed {
  disputeId: string;
  reason: string;
}

interface Step {
  reason: string;
  set: Partial<Dispute>;
  details?: Record<string, string | number | null>;
}

/** One step of a judge: asked of the table, logged with its reason, told to both sides and the desk. */
async function step(uow: UnitOfWork, dispute: Dispute, event: DisputeEvent, { reason, set, details }: Step) {
  await uow.move(disputeStates, Dispute, dispute, event, { reason, set });
  if (details) note(uow, dispute, { event: `${event}_details`, details });
  await recordDeed(uow, dispute, { event, reason, ...(details ? { details } : {}) });
  announceCase(uow, dispute);
  return dispute;
}

/** To the person at work; a colleague's case only with a reason. @throws DomainError as `take`. */
export async function assignDispute(
  uow: UnitOfWork,
  { disputeId, reason }: { disputeId: string; reason?: string },
): Promise<Dispute> {
  const dispute = await lockUndecided(uow, disputeId);
  await take(uow, dispute, reason);
  announceCase(uow, dispute);
  return dispute;
}

/**
 * Staff begin without the other side's answer, for a reason that the case log keeps; who was waited for may still put
 * evidence forward.
 */
export async function takeUp(uow: UnitOfWork, { disputeId, reason }: CaseDeed): Promise<Dispute> {
  const dispute = await lockUndecided(uow, disputeId);
  disputeStates.next(dispute.status, 'take_up');
  await judging(uow, dispute);
  return step(uow, dispute, 'take_up', { reason, set: { answerBy: null, awaitedSide: null } });
}

/** Asks one side, or both, for more; the question is the reason, and both read it. */
export async function askForEvidence(
  uow: UnitOfWork,
  { disputeId, reason, side }: CaseDeed & { side: Side | null },
): Promise<Dispute> {
  const dispute = await lockUndecided(uow, disputeId);
  disputeStates.next(dispute.status, 'ask');
  await judging(uow, dispute);
  const answerBy = hoursFrom(uow.now, config.DISPUTE_ANSWER_HOURS);
  const details = { asked: side ?? 'BOTH', answer_by: answerBy.toISOString() };
  const params = { number: dispute.number, answer_at: answerBy.toISOString() };
  await say(uow, { roomId: dispute.escrowId, code: 'dispute.asked', params });
  return step(uow, dispute, 'ask', { reason, set: { answerBy, awaitedSide: side }, details });
}

/** Hands the case to those who judge hard ones; from now on it is theirs alone. */
export async function escalate(uow: UnitOfWork, { disputeId, reason }: CaseDeed): Promise<Dispute> {
  const dispute = await lockUndecided(uow, disputeId);
  disputeStates.next(dispute.status, 'escalate');
  await judging(uow, dispute);
  const set = { escalatedAt: uow.now, assigneeId: null, answerBy: null, awaitedSide: null };
  return step(uow, dispute, 'escalate', { reason, set });
}

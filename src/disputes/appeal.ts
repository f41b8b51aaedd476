import { z } from 'zod';
import { config } from '../platform/config.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { say } from '../rooms/index.js';
import { announceCase } from './announce-case.js';
import { Dispute } from './dispute.entity.js';
import { alreadyAppealed, appealTimeOver, caseClosed } from './dispute.errors.js';
import { disputeStates } from './dispute.states.js';
import { lockNewest } from './find-dispute.js';
import { hoursFrom } from './hours.js';

export const appealSchema = z.strictObject({ reason: z.string().trim().min(10).max(2_000) });

/**
 * A side asks for another judge, once and within the time. Who has accepted the decision has given the appeal up.
 * @throws DomainError `not_found` for strangers; 409 `dispute_closed`, `already_appealed`, `appeal_time_over`.
 */
export async function appeal(
  uow: UnitOfWork,
  { escrowId, userId, reason }: { escrowId: string; userId: string; reason: string },
): Promise<Dispute> {
  const { dispute, side } = await lockNewest(uow, { escrowId, userId });
  if (dispute.appealedAt !== null) throw alreadyAppealed();
  if (dispute.status !== 'DECIDED') throw caseClosed();
  const hasAccepted = (side === 'BUYER' ? dispute.buyerAcceptedAt : dispute.sellerAcceptedAt) !== null;
  if (hasAccepted || dispute.appealUntil === null || dispute.appealUntil <= uow.now) throw appealTimeOver();
  const set = {
    appealSide: side,
    appealReason: reason,
    appealedAt: uow.now,
    appealUntil: null,
    assigneeId: null,
    slaAt: hoursFrom(uow.now, config.DISPUTE_SLA_HOURS),
  };
  await uow.move(disputeStates, Dispute, dispute, 'appeal', { reason: reason.slice(0, 500), set });
  const params = { number: dispute.number, side };
  await say(uow, { roomId: escrowId, code: 'dispute.appealed', params });
  announceCase(uow, dispute);
  return dispute;
}

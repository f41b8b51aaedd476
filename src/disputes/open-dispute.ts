import { z } from 'zod';
import { config } from '../platform/config.js';
import { isDuplicate } from '../platform/database.js';
import { idParam } from '../platform/http/paging.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { announceCase } from './announce-case.js';
import { freezeDeal, lockComplaint, type Deal } from './deal.js';
import { Dispute } from './dispute.entity.js';
import { alreadyDisputed } from './dispute.errors.js';
import { disputeStates } from './dispute.states.js';
import { disputeCategories, otherSide } from './dispute.words.js';
import { newEvidenceSchema, putForward } from './evidence.js';
import { hoursFrom } from './hours.js';

export const newDisputeSchema = z.strictObject({
  /** Needed where a deal has several parts. */
  part_id: idParam.nullable().default(null),
  category: z.enum(disputeCategories),
  statement: z.string().trim().min(10).max(2_000),
  evidence: z.array(newEvidenceSchema).max(10).default([]),
});

export type NewDispute = z.output<typeof newDisputeSchema>;

async function nextNumber(uow: UnitOfWork, { escrow }: Deal): Promise<string> {
  const [row] = await uow.sql<{ earlier: string }>(
    'SELECT COUNT(*) AS earlier FROM disputes WHERE escrow_id = ?',
    [escrow.id],
  );
  return `${escrow.number}-D${Number(row?.earlier) + 1}`;
}

/** Nothing of it is said or decided yet. */
const untouched = {
  assigneeId: null,
  escalatedAt: null,
  outcome: null,
  appealUntil: null,
  buyerAcceptedAt: null,
  sellerAcceptedAt: null,
  appealSide: null,
  appealReason: null,
  appealedAt: null,
  closedAt: null,
} as const;

function draft(
  deal: Deal,
  { category, statement }: NewDispute,
  { id, number, now }: { id: string; number: string; now: Date },
): Dispute {
  const { escrow, part, buyerId, sellerId, side } = deal;
  return Object.assign(new Dispute(), {
    ...untouched,
    id,
    number,
    escrowId: escrow.id,
    partId: part.id,
    buyerId,
    sellerId,
    openedBy: side === 'BUYER' ? buyerId : sellerId,
    openerSide: side,
    category,
    statement,
    amount: part.amount,
    feeAmount: part.feeAmount,
    buyerFeeAmount: part.heldAmount - part.amount,
    heldAmount: part.heldAmount,
    status: 'OPEN' as const,
    awaitedSide: otherSide(side),
    answerBy: hoursFrom(now, config.DISPUTE_ANSWER_HOURS),
    slaAt: hoursFrom(now, config.DISPUTE_SLA_HOURS),
    openKey: part.id,
    createdAt: now,
    updatedAt: now,
  });
}

/**
 * A side complains about a part of its deal: the part is disputed, all timers stand still, the chat is sealed, and the
 * other side has time to answer.
 * @throws DomainError `not_found` for strangers, `invalid_input` (422) where the part must be named; 409
 *   `not_disputable`, `already_disputed`, `escrow_time_over`.
 */
export async function openDispute(
  uow: UnitOfWork,
  { escrowId, userId, id = newId(), ...wish }: NewDispute & { escrowId: string; userId: string; id?: string },
): Promise<Dispute> {
  const deal = await lockComplaint(uow, { escrowId, userId, partId: wish.part_id });
  const dispute = draft(deal, wish, { id, number: await nextNumber(uow, deal), now: uow.now });
  try {
    await uow.insert(Dispute, { ...dispute });
  } catch (error) {
    throw isDuplicate(error, 'disputes_open_key') ? alreadyDisputed() : error;
  }
  uow.begin(disputeStates, dispute, 'open', { payload: { escrow_id: escrowId } });
  for (const piece of wish.evidence) await putForward(uow, dispute, { side: deal.side, userId }, piece);
  await freezeDeal(uow, deal, dispute);
  announceCase(uow, dispute);
  return dispute;
}

import { forbidden } from '../platform/errors.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { authorize, can, isBeneficiary } from '../staff/index.js';
import { announceCase } from './announce-case.js';
import { Dispute } from './dispute.entity.js';
import { noCaseWaits } from './dispute.errors.js';
import { undecided } from './dispute.states.js';
import { take } from './judges.js';

/** Cases on nobody's desk that a person may judge, the most urgent first. */
const waiting = `
  SELECT d.id FROM disputes d
  WHERE d.status IN ('OPEN', 'AWAITING_EVIDENCE', 'UNDER_REVIEW', 'ESCALATED', 'APPEALED') AND d.assignee_id IS NULL
    AND (d.escalated_at IS NULL OR ?)
    AND NOT EXISTS (SELECT 1 FROM dispute_recusals r WHERE r.dispute_id = d.id AND r.staff_id = ?)
    AND NOT EXISTS (SELECT 1 FROM dispute_decisions x LEFT JOIN approvals a ON a.id = x.approval_id
                    WHERE x.dispute_id = d.id AND ? IN (x.decided_by, a.decided_by))
  ORDER BY d.status IN ('OPEN', 'AWAITING_EVIDENCE'), d.sla_at, d.held_amount DESC, d.id
  LIMIT 20`;

/** The case, unless a colleague has taken it since or is just taking it: two who press at once get two cases. */
async function lockIfFree(uow: UnitOfWork, id: string): Promise<Dispute | null> {
  const free = await uow.sql(
    'SELECT id FROM disputes WHERE id = ? AND assignee_id IS NULL FOR UPDATE SKIP LOCKED',
    [id],
  );
  return free.length === 0 ? null : uow.lock(Dispute, { id });
}

const knowsParty = async (uow: UnitOfWork, { buyerId, sellerId }: Dispute): Promise<boolean> =>
  (await isBeneficiary(uow, { beneficiaryId: buyerId })) ||
  (await isBeneficiary(uow, { beneficiaryId: sellerId }));

/**
 * Puts the most urgent case that waits on the desk of the person at work.
 * @throws DomainError 403 `forbidden`; 409 `no_case_waits`.
 */
export async function takeNextCase(uow: UnitOfWork): Promise<Dispute> {
  const { actor } = uow;
  authorize(actor, 'disputes.judge');
  if (actor.kind !== 'staff') throw forbidden();
  const params = [can(actor, 'disputes.judge_escalated'), actor.id, actor.id];
  for (const { id } of await uow.sql<{ id: string }>(waiting, params)) {
    const dispute = await lockIfFree(uow, id);
    if (!dispute || !undecided.includes(dispute.status) || (await knowsParty(uow, dispute))) continue;
    await take(uow, dispute);
    announceCase(uow, dispute);
    return dispute;
  }
  throw noCaseWaits();
}

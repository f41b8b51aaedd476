import { z } from 'zod';
import { idParam } from '../platform/http/paging.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { defineApproval, openApproval, type Approval } from '../staff/index.js';
import { Withdrawal } from './withdrawal.entity.js';
import { approveWithdrawal } from './withdrawal.service.js';
import { withdrawalStates } from './withdrawal.states.js';

const act = 'withdrawal.approve';

/** A withdrawal too large for one person to agree to: the second person's word is the agreement. */
export const withdrawalApproval = defineApproval({
  act,
  permission: 'withdrawals.approve',
  schema: z.strictObject({ withdrawalId: idParam }),
  perform: (uow, { withdrawalId }, { id, reason }) =>
    approveWithdrawal(uow, { withdrawalId, reason, approvalId: id }),
  async observe(uow, { withdrawalId }) {
    const withdrawal = await uow.find(Withdrawal, { id: withdrawalId });
    return { status: withdrawal?.status ?? null };
  },
});

/** Puts a withdrawal before a second person. @throws DomainError `approval_pending` (409), `own_benefit` (403). */
export async function requestApprovalOfWithdrawal(
  uow: UnitOfWork,
  { withdrawalId, reason }: { withdrawalId: string; reason: string },
): Promise<Approval> {
  const { amount, userId, status } = await uow.lock(Withdrawal, { id: withdrawalId });
  withdrawalStates.next(status, 'approve');
  return openApproval(uow, {
    act,
    subjectType: 'withdrawal',
    subjectId: withdrawalId,
    beneficiaryId: userId,
    amount,
    payload: { withdrawalId },
    reason,
  });
}

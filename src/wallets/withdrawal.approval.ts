import { z } from 'zod';
import { idParam } from '../platform/http/paging.js';
import { defineApproval } from '../staff/index.js';
import { Withdrawal } from './withdrawal.entity.js';
import { approveWithdrawal } from './withdrawal.service.js';

/** A withdrawal too large for one person to agree to: the second person's word is the agreement. */
export const withdrawalApproval = defineApproval({
  act: 'withdrawal.approve',
  permission: 'withdrawals.approve',
  schema: z.strictObject({ withdrawalId: idParam }),
  perform: (uow, { withdrawalId }, { id, reason }) =>
    approveWithdrawal(uow, { withdrawalId, reason, approvalId: id }),
  async observe(uow, { withdrawalId }) {
    const withdrawal = await uow.find(Withdrawal, { id: withdrawalId });
    return { status: withdrawal?.status ?? null };
  },
});

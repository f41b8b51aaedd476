import { discountApproval } from './discounts/index.js';
import { disputeApproval } from './disputes/index.js';
import { feeScheduleApproval } from './escrows/index.js';
import { priceApproval } from './products/index.js';
import { registerApprovals, type ApprovalKind } from './staff/index.js';
import { refundApproval } from './transactions/index.js';
import { adjustBalanceApproval, withdrawalApproval } from './wallets/index.js';

/** Every deed that can be put before a second person, in the order of the domains. */
export const approvals: ApprovalKind[] = [
  priceApproval,
  adjustBalanceApproval,
  withdrawalApproval,
  discountApproval,
  refundApproval,
  feeScheduleApproval,
  disputeApproval,
];

registerApprovals(approvals);

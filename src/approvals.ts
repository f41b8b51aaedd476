import { registerApprovals, type ApprovalKind } from './staff/index.js';

/** Every deed that can be put before a second person, in the order of the domains. */
export const approvals: ApprovalKind[] = [];

registerApprovals(approvals);

import { defineStates } from '../platform/states.js';

export type ApprovalStatus = 'PENDING' | 'APPROVED' | 'REJECTED' | 'EXPIRED';

export type ApprovalEvent = 'approve' | 'reject' | 'expire';

/** The whole life of a request for a second person's word: it is decided once, or nobody decides it in time. */
export const approvalStates = defineStates<ApprovalStatus, ApprovalEvent>(
  'approval',
  {
    PENDING: { approve: 'APPROVED', reject: 'REJECTED', expire: 'EXPIRED' },
    APPROVED: {},
    REJECTED: {},
    EXPIRED: {},
  },
  { table: 'approval_logs', key: 'approval_id' },
);

import { defineStates } from '../platform/states.js';

export type WithdrawalStatus =
  'REQUESTED' | 'APPROVED' | 'SENT' | 'PAID_OUT' | 'FAILED' | 'REJECTED' | 'CANCELLED';

export type WithdrawalEvent = 'approve' | 'reject' | 'cancel' | 'send' | 'pay_out' | 'fail' | 'bounce';

/**
 * The whole life of a withdrawal. Until it is sent the money is only held; a bank may send back days later what it
 * had already confirmed.
 */
export const withdrawalStates = defineStates<WithdrawalStatus, WithdrawalEvent>('withdrawal', {
  REQUESTED: { approve: 'APPROVED', reject: 'REJECTED', cancel: 'CANCELLED' },
  APPROVED: { send: 'SENT', reject: 'REJECTED' },
  SENT: { pay_out: 'PAID_OUT', fail: 'FAILED' },
  PAID_OUT: { bounce: 'FAILED' },
  FAILED: {},
  REJECTED: {},
  CANCELLED: {},
});

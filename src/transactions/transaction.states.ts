import { defineStates } from '../platform/states.js';

export type TransactionStatus =
  'AWAITING_PAYMENT' | 'PAID' | 'PROCESSING' | 'SUCCESS' | 'FAILED' | 'REFUNDED' | 'EXPIRED' | 'CANCELLED';

export type TransactionEvent =
  'pay' | 'process' | 'succeed' | 'fail' | 'refund' | 'reverse' | 'expire' | 'cancel';

/**
 * The whole life of a sale. SUCCESS is left only by a supplier's reversal or by staff. What needs no delivery, a top-up
 * or a transfer, succeeds as soon as it is paid; everything else is processed first.
 */
export const transactionStates = defineStates<TransactionStatus, TransactionEvent>(
  'transaction',
  {
    AWAITING_PAYMENT: { pay: 'PAID', expire: 'EXPIRED', cancel: 'CANCELLED' },
    PAID: { process: 'PROCESSING', succeed: 'SUCCESS', fail: 'FAILED' },
    PROCESSING: { succeed: 'SUCCESS', fail: 'FAILED' },
    SUCCESS: { refund: 'REFUNDED', reverse: 'REFUNDED' },
    FAILED: { refund: 'REFUNDED' },
    REFUNDED: {},
    EXPIRED: {},
    CANCELLED: {},
  },
  { table: 'transaction_logs', key: 'transaction_id' },
);

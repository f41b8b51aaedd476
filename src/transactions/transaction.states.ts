import { defineStates } from '../platform/states.js';

export type TransactionStatus =
  'AWAITING_PAYMENT' | 'PAID' | 'PROCESSING' | 'SUCCESS' | 'FAILED' | 'REFUNDED' | 'EXPIRED' | 'CANCELLED';

export type TransactionEvent =
  'pay' | 'process' | 'succeed' | 'fail' | 'refund' | 'reverse' | 'expire' | 'cancel';

/** The whole life of a sale. SUCCESS is left only by a supplier's reversal or by staff. */
export const transactionStates = defineStates<TransactionStatus, TransactionEvent>(
  'transaction',
  {
    AWAITING_PAYMENT: { pay: 'PAID', expire: 'EXPIRED', cancel: 'CANCELLED' },
    PAID: { process: 'PROCESSING', fail: 'FAILED' },
    PROCESSING: { succeed: 'SUCCESS', fail: 'FAILED' },
    SUCCESS: { refund: 'REFUNDED', reverse: 'REFUNDED' },
    FAILED: { refund: 'REFUNDED' },
    REFUNDED: {},
    EXPIRED: {},
    CANCELLED: {},
  },
  { table: 'transaction_logs', key: 'transaction_id' },
);

import { defineStates } from '../platform/states.js';

export type PaymentStatus =
  'UNPAID' | 'PAID' | 'EXPIRED' | 'FAILED' | 'CANCELLED' | 'PARTIALLY_REFUNDED' | 'REFUNDED';

export type PaymentEvent = 'pay' | 'expire' | 'fail' | 'cancel' | 'refund' | 'refund_part';

/** The whole life of a payment. Money that reaches a closed one is parked; the payment itself stays closed. */
export const paymentStates = defineStates<PaymentStatus, PaymentEvent>('payment', {
  UNPAID: { pay: 'PAID', expire: 'EXPIRED', fail: 'FAILED', cancel: 'CANCELLED' },
  PAID: { refund: 'REFUNDED', refund_part: 'PARTIALLY_REFUNDED' },
  PARTIALLY_REFUNDED: { refund: 'REFUNDED', refund_part: 'PARTIALLY_REFUNDED' },
  EXPIRED: {},
  FAILED: {},
  CANCELLED: {},
  REFUNDED: {},
});

import { Payment, paymentStates } from '../../src/payments/index.js';
import { resource } from '../resource.js';
import { fields, reference, state } from '../shared/policy.js';

/** Attempts to collect. Read-only: what was paid is the gateway's word, and corrections are new events. */
export const paymentResource = resource(Payment, {
  menu: 'sales',
  title: 'merchantRef',
  read: 'payments.read',
  fields: {
    transactionId: reference('Transaction'),
    payerId: reference('User'),
    walletId: reference('Wallet'),
    standingCodeId: reference('StandingCode'),
    status: state(paymentStates.states),
    ...fields('word', 'gateway'),
    ...fields('text', 'methodName'),
    ...fields('code', 'method', 'merchantRef', 'reference', 'payCode', 'checkoutUrl'),
    ...fields(
      'money',
      'orderAmount',
      'feeAmount',
      'merchantFeeAmount',
      'amount',
      'paidAmount',
      'refundedAmount',
    ),
    ...fields(
      'instant',
      'expiresAt',
      'gatewayExpiresAt',
      'paidAt',
      'returnedAt',
      'nextCheckAt',
      'createdAt',
      'updatedAt',
    ),
  },
  hidden: ['payUrl', 'qrString', 'instructions', 'request'],
  list: ['reference', 'transactionId', 'methodName', 'status', 'amount', 'createdAt'],
  filters: {
    reference: 'prefix',
    merchantRef: 'exact',
    status: 'state',
    transactionId: 'exact',
    standingCodeId: 'exact',
  },
  sorts: ['id'],
  searchBy: 'reference',
  tabs: 'status',
});

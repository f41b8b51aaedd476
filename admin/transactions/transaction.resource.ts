import { z } from 'zod';
import {
  cancelTransaction,
  isSale,
  refundTransaction,
  RefundTransaction,
  requestRefund,
  Transaction,
  transactionStates,
} from '../../src/transactions/index.js';
import { paymentOf } from '../../src/payments/index.js';
import { customerTypes } from '../../src/users/index.js';
import { Components } from '../components.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction, type Consequence } from '../shared/form-action.js';
import { reason } from '../shared/forms.js';
import { choice, fields, reference, state } from '../shared/policy.js';
import type { Row } from '../shared/present.js';
import { saleStory } from './sale-story.js';

const deed = z.strictObject({ reason });

const Refunding = RefundTransaction.omit({ transactionId: true });

const refunding = (input: z.output<typeof Refunding>, row: Row | null) => ({
  transactionId: String(row?.['id']),
  ...input,
});

const refundedBefore = async (row: Row): Promise<number> =>
  (await paymentOf(String(row['id'])))?.refundedAmount ?? 0;

const about = (row: Row, then: string): Consequence[] => [
  { key: 'sale', value: String(row['number']) },
  { key: 'customer', value: String(row['contactName']) },
  { key: 'status_now', kind: 'state', value: String(row['status']) },
  { key: 'status_then', kind: 'state', value: then },
];

/** Sales: read with their whole story; changed only by calling off and giving back. */
export const transactionResource = resource(Transaction, {
  menu: 'sales',
  title: 'number',
  read: 'transactions.read',
  fields: {
    ...fields('code', 'number', 'contactEmail', 'contactPhone', 'customerNo', 'currency'),
    ...fields('word', 'failureCode'),
    ...fields('text', 'contactName'),
    type: choice(['PPOB', 'PURCHASE', 'TOPUP', 'TRANSFER', 'WITHDRAWAL', 'ESCROW']),
    status: state(transactionStates.states),
    customerType: choice(customerTypes),
    locale: choice(['id', 'en']),
    userId: reference('User'),
    walletId: reference('Wallet'),
    ...fields('json', 'inputs', 'shipping'),
    ...fields('money', 'goodsAmount', 'discountAmount', 'adminFeeAmount', 'shippingAmount', 'totalAmount'),
    costAmount: { kind: 'money', permission: 'ledger.read' },
    ...fields('day', 'wibDate'),
    ...fields('instant', 'expiresAt', 'paidAt', 'finishedAt', 'createdAt', 'updatedAt'),
  },
  hidden: ['inputSchemaId'],
  list: ['number', 'status', 'contactName', 'type', 'totalAmount', 'createdAt'],
  filters: {
    number: 'prefix',
    status: 'state',
    type: 'state',
    wibDate: 'days',
    contactPhone: 'prefix',
    userId: 'exact',
    totalAmount: 'exact',
  },
  sorts: ['id', 'number', 'totalAmount'],
  searchBy: 'number',
  tabs: 'status',
  subject: 'transaction',
  story: { component: Components.SaleStory, load: saleStory },
  actions: {
    cancelSale: serviceAction({
      permission: 'transactions.cancel',
      schema: deed,
      fields: [reasonField],
      icon: 'XCircle',
      variant: 'danger',
      expects: { entity: Transaction, column: 'status' },
      offered: (row) => row['status'] === 'AWAITING_PAYMENT',
      consequences: (row) => Promise.resolve(about(row, 'CANCELLED')),
      run: (uow, input, row) => cancelTransaction(uow, { transactionId: String(row?.['id']), ...input }),
    }),
    refundSale: serviceAction({
      permission: 'transactions.refund',
      schema: Refunding,
      fields: [{ name: 'amount', input: 'money', nullable: true }, reasonField],
      icon: 'RotateCcw',
      variant: 'danger',
      preview: true,
      expects: { entity: Transaction, column: 'status' },
      offered: (row) => row['status'] === 'SUCCESS' && isSale(row as unknown as Transaction),
      consequences: async (row) => [
        { key: 'sale', value: String(row['number']) },
        { key: 'customer', value: String(row['contactName']) },
        { key: 'refunded_before', kind: 'money', value: await refundedBefore(row) },
        {
          key: 'money_back_at_most',
          kind: 'money',
          value: Number(row['totalAmount']) - (await refundedBefore(row)),
        },
        { key: row['userId'] ? 'to_wallet' : 'to_claim_link', value: String(row['contactName']) },
      ],
      run: (uow, input, row) => refundTransaction(uow, refunding(input, row)),
      ask: (uow, input, row) => requestRefund(uow, refunding(input, row)),
    }),
  },
});

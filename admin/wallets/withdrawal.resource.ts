import { z } from 'zod';
import { sum } from '../../src/platform/money.js';
import { bankAccountsById, bankName, maskedNumber, userById } from '../../src/users/index.js';
import {
  approveWithdrawal,
  failWithdrawal,
  payOutWithdrawal,
  rejectWithdrawal,
  requestApprovalOfWithdrawal,
  sendWithdrawal,
  targetsOf,
  Withdrawal,
  withdrawalStates,
  type WithdrawalEvent,
  type WithdrawalStatus,
} from '../../src/wallets/index.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction, type Consequence, type FormField } from '../shared/form-action.js';
import { reason } from '../shared/forms.js';
import { fields, reference, state } from '../shared/policy.js';
import type { Row } from '../shared/present.js';

const statusOf = (row: Row) => row['status'] as WithdrawalStatus;
const target = (row: Row | null) => ({ withdrawalId: String(row?.['id']) });

/** Who gets how much where: what people compare with the bank before they press. */
async function about(row: Row, event: WithdrawalEvent): Promise<Consequence[]> {
  const accountId = String(row['bankAccountId']);
  const [customer, accounts] = await Promise.all([
    userById(String(row['userId'])),
    bankAccountsById([accountId]),
  ]);
  const account = accounts.get(accountId);
  const total = sum([Number(row['amount']), Number(row['feeAmount'])]);
  return [
    { key: 'customer', value: customer?.name ?? '' },
    { key: 'holder', value: account?.holderName ?? '' },
    {
      key: 'bank_account',
      value: `${bankName(account?.bankCode ?? '')} ${maskedNumber(account?.numberHint ?? '')}`,
    },
    { key: 'arrives_at_bank', kind: 'money', value: Number(row['amount']) },
    { key: 'leaves_wallet', kind: 'money', value: total },
    { key: 'status_now', kind: 'state', value: statusOf(row) },
    { key: 'status_then', kind: 'state', value: withdrawalStates.next(statusOf(row), event) },
  ];
}

const step = (event: WithdrawalEvent) => ({
  expects: { entity: Withdrawal, column: 'status' },
  offered: (row: Row) => withdrawalStates.can(statusOf(row), event),
  consequences: (row: Row) => about(row, event),
});

const deed = z.strictObject({ reason });
const bankReference = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{3,64}$/);
const transfer = z.strictObject({ reference: bankReference });
const referenceField: FormField = { name: 'reference', input: 'text', required: true };

/** Wallet money on its way to customers' banks: agreed to, sent, confirmed or returned. */
export const withdrawalResource = resource(Withdrawal, {
  menu: 'finance',
  icon: 'Send',
  title: 'number',
  read: 'withdrawals.read',
  fields: {
    ...fields('code', 'number', 'payoutReference'),
    transactionId: reference('Transaction'),
    userId: reference('User'),
    bankAccountId: reference('BankAccount'),
    payoutFileId: reference('PayoutFile'),
    status: state(withdrawalStates.states),
    ...fields('money', 'amount', 'feeAmount'),
    ...fields('text', 'closingReason'),
    ...fields('day', 'wibDate'),
    ...fields('instant', 'statusSince', 'createdAt', 'updatedAt'),
  },
  hidden: ['walletId', 'holdId'],
  derived: { fields: { target: { kind: 'text' } }, load: targetsOf },
  list: ['number', 'userId', 'target', 'amount', 'status', 'statusSince'],
  show: [
    'number',
    'status',
    'userId',
    'bankAccountId',
    'target',
    'amount',
    'feeAmount',
    'payoutReference',
    'payoutFileId',
    'closingReason',
    'transactionId',
    'wibDate',
    'statusSince',
    'createdAt',
    'updatedAt',
  ],
  filters: {
    number: 'prefix',
    status: 'state',
    userId: 'exact',
    bankAccountId: 'exact',
    payoutFileId: 'exact',
    transactionId: 'exact',
  },
  sorts: ['id'],
  searchBy: 'number',
  tabs: 'status',
  subject: 'withdrawal',
  actions: {
    approve: serviceAction({
      ...step('approve'),
      permission: 'withdrawals.approve',
      schema: deed,
      fields: [reasonField],
      icon: 'CheckCircle',
      variant: 'success',
      run: (uow, input, row) => approveWithdrawal(uow, { ...target(row), ...input }),
      ask: (uow, input, row) => requestApprovalOfWithdrawal(uow, { ...target(row), ...input }),
    }),
    reject: serviceAction({
      ...step('reject'),
      permission: 'withdrawals.approve',
      schema: deed,
      fields: [reasonField],
      icon: 'XCircle',
      variant: 'danger',
      run: (uow, input, row) => rejectWithdrawal(uow, { ...target(row), ...input }),
    }),
    send: serviceAction({
      ...step('send'),
      permission: 'withdrawals.send',
      schema: transfer,
      fields: [referenceField],
      icon: 'Send',
      preview: true,
      run: (uow, input, row) => sendWithdrawal(uow, { ...target(row), ...input }),
    }),
    payOut: serviceAction({
      ...step('pay_out'),
      permission: 'withdrawals.send',
      schema: transfer,
      fields: (row) => Promise.resolve([{ ...referenceField, value: knownReference(row) }]),
      icon: 'CheckSquare',
      variant: 'success',
      preview: true,
      run: (uow, input, row) => payOutWithdrawal(uow, { ...target(row), ...input }),
    }),
    fail: serviceAction({
      ...step('fail'),
      permission: 'withdrawals.send',
      schema: deed,
      fields: [reasonField],
      icon: 'CornerUpLeft',
      variant: 'danger',
      preview: true,
      run: (uow, input, row) => failWithdrawal(uow, { ...target(row), ...input }),
    }),
    bounce: serviceAction({
      ...step('bounce'),
      permission: 'withdrawals.send',
      schema: deed,
      fields: [reasonField],
      icon: 'CornerUpLeft',
      variant: 'danger',
      preview: true,
      run: (uow, input, row) => failWithdrawal(uow, { ...target(row), ...input }),
    }),
  },
});

const knownReference = (row: Row | null): string | null =>
  typeof row?.['payoutReference'] === 'string' ? row['payoutReference'] : null;

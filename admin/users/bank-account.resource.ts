import { z } from 'zod';
import { moderateBankAccount } from '../../src/staff/index.js';
import {
  BankAccount,
  bankAccountsById,
  bankAccountStates,
  bankName,
  maskedNumber,
  sharersOfBankAccount,
  userById,
  type BankAccountEvent,
  type BankAccountStatus,
} from '../../src/users/index.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction, type Consequence } from '../shared/form-action.js';
import { reason } from '../shared/forms.js';
import { fields, reference, state } from '../shared/policy.js';
import type { Row } from '../shared/present.js';

const statusOf = (row: Row) => row['status'] as BankAccountStatus;

/** Both names side by side, and whether the same account stands at other customers: what the decision hangs on. */
async function about(row: Row, event: BankAccountEvent): Promise<Consequence[]> {
  const [customer, others] = await Promise.all([
    userById(String(row['userId'])),
    sharersOfBankAccount(String(row['id'])),
  ]);
  return [
    { key: 'customer', value: customer?.name ?? '' },
    { key: 'holder', value: String(row['holderName']) },
    {
      key: 'bank_account',
      value: `${bankName(String(row['bankCode']))} ${maskedNumber(String(row['numberHint']))}`,
    },
    { key: 'same_account_elsewhere', value: others },
    { key: 'status_now', kind: 'state', value: statusOf(row) },
    { key: 'status_then', kind: 'state', value: bankAccountStates.next(statusOf(row), event) },
  ];
}

const verdict = (event: BankAccountEvent) =>
  serviceAction({
    permission: 'bank_accounts.verify',
    schema: z.strictObject({ reason }),
    fields: [reasonField],
    icon: event === 'verify' ? 'CheckCircle' : 'XCircle',
    variant: event === 'verify' ? 'success' : 'danger',
    expects: { entity: BankAccount, column: 'status' },
    offered: (row) => row['deletedAt'] === null && bankAccountStates.can(statusOf(row), event),
    consequences: (row) => about(row, event),
    run: (uow, input, row) =>
      moderateBankAccount(uow, { bankAccountId: String(row?.['id']), event, ...input }),
  });

/** Where customers want to be paid. Numbers stay encrypted: staff compare names and see the last digits. */
export const bankAccountResource = resource(BankAccount, {
  menu: 'customers',
  icon: 'CreditCard',
  title: 'holderName',
  read: 'bank_accounts.read',
  fields: {
    userId: reference('User'),
    status: state(bankAccountStates.states),
    ...fields('text', 'holderName', 'statusReason'),
    ...fields('code', 'bankCode'),
    ...fields('masked', 'numberHint'),
    ...fields('instant', 'usableFrom', 'deletedAt', 'createdAt', 'updatedAt'),
  },
  hidden: ['numberCipher', 'numberHash', 'liveHash'],
  derived: {
    fields: { bank: { kind: 'text' } },
    load: async (ids) =>
      new Map(
        [...(await bankAccountsById(ids))].map(([id, { bankCode }]) => [id, { bank: bankName(bankCode) }]),
      ),
  },
  list: ['userId', 'holderName', 'bank', 'numberHint', 'status', 'usableFrom', 'createdAt'],
  filters: { status: 'state', userId: 'exact', holderName: 'prefix' },
  sorts: ['id'],
  searchBy: 'holderName',
  tabs: 'status',
  actions: { verify: verdict('verify'), reject: verdict('reject') },
});

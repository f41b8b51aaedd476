import type { Contact, Customer } from '../platform/actor.js';
import { claimKey, type IdempotentRequest } from '../platform/idempotency.js';
import type { Locale } from '../platform/i18n.js';
import { newId } from '../platform/ids.js';
import { jakartaDate } from '../platform/jakarta.js';
import { sum } from '../platform/money.js';
import { unauthenticated } from '../platform/errors.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { contactOfUser } from '../users/index.js';
import { requestWithdrawal, type Withdrawal } from '../wallets/index.js';
import { beginTransaction, moveTransaction } from './move-transaction.js';
import { Transaction } from './transaction.entity.js';
import { newTransactionNumber } from './transaction-number.js';

export interface WithdrawalWish {
  actor: Customer;
  locale: Locale;
  walletId: string;
  bankAccountId: string;
  /** Rupiah that are to arrive at the bank. */
  amount: number;
  idempotency: IdempotentRequest;
}

/** Among the customer's transactions a withdrawal is under way from its first moment: the money is held already. */
function rowOf(withdrawal: Withdrawal, { actor, locale }: WithdrawalWish, contact: Contact): Transaction {
  const { transactionId, number, amount, feeAmount, createdAt } = withdrawal;
  return Object.assign(new Transaction(), {
    id: transactionId,
    number,
    type: 'WITHDRAWAL',
    status: 'PROCESSING',
    userId: actor.id,
    walletId: withdrawal.walletId,
    customerType: actor.customerType,
    contactName: contact.name,
    contactEmail: contact.email,
    contactPhone: contact.phone,
    locale,
    inputs: null,
    inputSchemaId: null,
    customerNo: null,
    shipping: null,
    goodsAmount: amount,
    adminFeeAmount: feeAmount,
    shippingAmount: 0,
    totalAmount: sum([amount, feeAmount]),
    costAmount: 0,
    currency: 'IDR',
    wibDate: jakartaDate(createdAt),
    expiresAt: createdAt,
    paidAt: createdAt,
    finishedAt: null,
    failureCode: null,
    createdAt,
    updatedAt: createdAt,
  } satisfies Partial<Transaction>);
}

async function record(uow: UnitOfWork, wish: WithdrawalWish, contact: Contact): Promise<Withdrawal> {
  const transaction = { id: newId(), number: newTransactionNumber(uow.now) };
  claimKey(uow, wish.idempotency, transaction.id);
  const { walletId, bankAccountId, amount } = wish;
  const withdrawal = await requestWithdrawal(uow, {
    userId: wish.actor.id,
    walletId,
    bankAccountId,
    amount,
    transaction,
  });
  const row = rowOf(withdrawal, wish, contact);
  uow.add(Transaction, row);
  beginTransaction(uow, row);
  return withdrawal;
}

/**
 * Takes a customer's wish to have wallet money paid to a bank account, and shows it among the transactions: both or
 * neither. The key remembers the id of the transaction.
 * @throws KeyTaken on a repeat, and what `requestWithdrawal` throws.
 */
export async function withdraw(wish: WithdrawalWish): Promise<Withdrawal> {
  const contact = await contactOfUser(wish.actor.id);
  if (!contact) throw unauthenticated();
  return inTransaction(wish.actor, (uow) => record(uow, wish, contact));
}

/** The bank has confirmed it. Told again, it does nothing. */
export async function completeWithdrawn(uow: UnitOfWork, transactionId: string): Promise<void> {
  const row = await uow.lock(Transaction, { id: transactionId });
  if (row.status !== 'PROCESSING') return;
  await moveTransaction(uow, row, 'succeed', { set: { finishedAt: uow.now } });
}

/** It came to nothing, and the money is the customer's again; a bank may say so after it had confirmed it. */
export async function giveUpWithdrawn(uow: UnitOfWork, transactionId: string, code: string): Promise<void> {
  const row = await uow.lock(Transaction, { id: transactionId });
  const set = { failureCode: code, finishedAt: uow.now };
  if (row.status === 'SUCCESS') return moveTransaction(uow, row, 'reverse', { reason: code, set });
  if (row.status !== 'PROCESSING') return;
  await moveTransaction(uow, row, 'fail', { reason: code, set });
  await moveTransaction(uow, row, 'refund', { reason: code });
}

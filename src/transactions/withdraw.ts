import type { Contact } from '../platform/actor.js';
import { claimKey } from '../platform/idempotency.js';
import { newId } from '../platform/ids.js';
import { sum } from '../platform/money.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { requestWithdrawal, type Withdrawal } from '../wallets/index.js';
import { beginTransaction, moveTransaction } from './move-transaction.js';
import { Transaction } from './transaction.entity.js';
import { newTransactionNumber } from './transaction-number.js';
import { contactOfCustomer, walletTransaction, type WalletOrder } from './wallet-transaction.js';

/** `amount` is what is to arrive at the bank; the fee comes on top. */
export interface WithdrawalWish extends WalletOrder {
  bankAccountId: string;
}

/** Among the customer's transactions a withdrawal is under way from its first moment: the money is held already. */
const rowOf = (withdrawal: Withdrawal, wish: WithdrawalWish, contact: Contact): Transaction =>
  walletTransaction(wish, contact, {
    id: withdrawal.transactionId,
    number: withdrawal.number,
    type: 'WITHDRAWAL',
    status: 'PROCESSING',
    adminFeeAmount: withdrawal.feeAmount,
    totalAmount: sum([withdrawal.amount, withdrawal.feeAmount]),
    now: withdrawal.createdAt,
    expiresAt: withdrawal.createdAt,
    paidAt: withdrawal.createdAt,
  });

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
  const contact = await contactOfCustomer(wish.actor);
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

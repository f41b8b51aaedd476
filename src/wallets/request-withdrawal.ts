import { config } from '../platform/config.js';
import { newId } from '../platform/ids.js';
import { jakartaDate } from '../platform/jakarta.js';
import type { Rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { ownBankAccount, User, type BankAccount } from '../users/index.js';
import { spendableWallet } from './find-wallet.js';
import { spendAllowance } from './limits.js';
import { beginWithdrawal } from './move-withdrawal.js';
import { holdMoney } from './withdrawal-books.js';
import { quoteWithdrawal } from './withdrawal-fee.js';
import { Withdrawal } from './withdrawal.entity.js';
import { bankAccountResting, bankAccountUnverified, tooManyWithdrawals } from './withdrawal.errors.js';

export interface WithdrawalRequest {
  userId: string;
  walletId: string;
  bankAccountId: string;
  /** What is to arrive at the bank; the fee comes on top. */
  amount: Rupiah;
  /** Of the transaction that shows it to the customer. */
  transaction: { id: string; number: string };
}

/** @throws DomainError `bank_account_unverified`, `bank_account_resting` (409). */
function assertPayable({ status, usableFrom }: BankAccount, now: Date): void {
  if (status !== 'VERIFIED') throw bankAccountUnverified();
  if (usableFrom > now) throw bankAccountResting();
}

/** The customer's row is the queue in which all withdrawals of one person are counted. */
async function assertFewToday(uow: UnitOfWork, userId: string): Promise<void> {
  await uow.lock(User, { id: userId });
  const [row] = await uow.sql<{ asked: string }>(
    `SELECT COUNT(*) AS asked FROM withdrawals WHERE user_id = ? AND wib_date = ? AND status <> 'CANCELLED'`,
    [userId, jakartaDate(uow.now)],
  );
  if (Number(row?.asked) >= config.WITHDRAWALS_PER_DAY) throw tooManyWithdrawals(config.WITHDRAWALS_PER_DAY);
}

/**
 * Takes a customer's wish to be paid: amount and fee are held in the wallet, and staff decide.
 * @throws DomainError `withdrawal_amount_out_of_range` (422), `not_found` for a wallet or bank account of others,
 *   `bank_account_unverified`, `bank_account_resting`, `too_many_withdrawals`, `insufficient_balance`,
 *   `wallet_frozen`, `wallet_closed`, `wallet_daily_limit` (409), `kyc_required` (403).
 */
export async function requestWithdrawal(uow: UnitOfWork, wish: WithdrawalRequest): Promise<Withdrawal> {
  const { amount, feeAmount, totalAmount } = quoteWithdrawal(wish.amount);
  await assertFewToday(uow, wish.userId);
  const wallet = await spendableWallet(uow, wish.walletId, wish.userId);
  assertPayable(await ownBankAccount(uow, wish), uow.now);
  await spendAllowance(uow, wish.userId, totalAmount);
  const id = newId();
  const holdId = await holdMoney(uow, wallet, { withdrawalId: id, totalAmount });
  const withdrawal = Object.assign(new Withdrawal(), {
    id,
    number: wish.transaction.number,
    transactionId: wish.transaction.id,
    walletId: wallet.id,
    userId: wish.userId,
    bankAccountId: wish.bankAccountId,
    status: 'REQUESTED' as const,
    amount,
    feeAmount,
    holdId,
    payoutFileId: null,
    payoutReference: null,
    closingReason: null,
    wibDate: jakartaDate(uow.now),
    statusSince: uow.now,
    createdAt: uow.now,
    updatedAt: uow.now,
  });
  uow.add(Withdrawal, { ...withdrawal });
  beginWithdrawal(uow, withdrawal);
  return withdrawal;
}

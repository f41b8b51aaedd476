import { isDuplicate } from '../platform/database.js';
import { DomainError, notFound } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { BankAccount } from './bank-account.entity.js';
import { bankAccountTaken, tooManyBankAccounts } from './bank-account.errors.js';
import { sealedNumber } from './bank-account.number.js';
import { bankAccountStates, type BankAccountEvent } from './bank-account.states.js';
import { User } from './user.entity.js';

/** Whoever stole a session has to wait as long before it pays, and its owner has been told. */
const restMs = 24 * 3_600_000;
const mostAccounts = 5;

export interface NewBankAccount {
  userId: string;
  /** As `bankCodeSchema`, `bankNumberSchema` and `nameSchema` spell them. */
  bankCode: string;
  number: string;
  holderName: string;
}

/** The customer's row is the queue in which all accounts of one person are added. */
async function assertRoomForOne(uow: UnitOfWork, userId: string): Promise<void> {
  await uow.lock(User, { id: userId });
  const [row] = await uow.sql<{ live: string }>(
    'SELECT COUNT(*) AS live FROM bank_accounts WHERE user_id = ? AND deleted_at IS NULL',
    [userId],
  );
  if (Number(row?.live) >= mostAccounts) throw tooManyBankAccounts(mostAccounts);
}

async function refuseTaken(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    if (isDuplicate(error, 'bank_accounts_live')) throw bankAccountTaken();
    throw error;
  }
}

/**
 * Notes where a customer wants to be paid; staff verify it, and for a day nothing is paid there.
 * @throws DomainError 409 `bank_account_taken`, `too_many_bank_accounts`.
 */
export async function addBankAccount(uow: UnitOfWork, wish: NewBankAccount): Promise<BankAccount> {
  await assertRoomForOne(uow, wish.userId);
  const values = {
    id: newId(),
    userId: wish.userId,
    bankCode: wish.bankCode,
    holderName: wish.holderName,
    ...sealedNumber(wish.bankCode, wish.number),
    status: 'UNVERIFIED' as const,
    statusReason: null,
    usableFrom: new Date(uow.now.getTime() + restMs),
    deletedAt: null,
  };
  await refuseTaken(uow.insert(BankAccount, values));
  const account = Object.assign(new BankAccount(), values, { createdAt: uow.now, updatedAt: uow.now });
  uow.begin(bankAccountStates, account, 'add', { payload: { user_id: wish.userId } });
  return account;
}

/** Locks an account that its owner has not removed. @throws DomainError `not_found` for other people's. */
export async function ownBankAccount(
  uow: UnitOfWork,
  { userId, bankAccountId }: { userId: string; bankAccountId: string },
): Promise<BankAccount> {
  const account = await uow.lockIfAny(BankAccount, { id: bankAccountId, userId });
  if (!account || account.deletedAt) throw notFound('bank_account');
  return account;
}

/** Takes an account off the customer's list; withdrawals that are under way to it go on. */
export async function removeBankAccount(
  uow: UnitOfWork,
  wish: { userId: string; bankAccountId: string },
): Promise<void> {
  const { id } = await ownBankAccount(uow, wish);
  await uow.update(BankAccount, { id }, { deletedAt: uow.now, liveHash: null });
}

/** What staff found out; who among them may say so is the business of `staff`. */
export async function judgeBankAccount(
  uow: UnitOfWork,
  { bankAccountId, event, reason }: { bankAccountId: string; event: BankAccountEvent; reason: string },
): Promise<BankAccount> {
  if (uow.actor.kind === 'customer' || uow.actor.kind === 'guest') throw new DomainError('forbidden', 403);
  const account = await uow.lock(BankAccount, { id: bankAccountId });
  if (account.deletedAt) throw notFound('bank_account');
  await uow.move(bankAccountStates, BankAccount, account, event, {
    reason,
    set: { statusReason: event === 'reject' ? reason : null },
    payload: { user_id: account.userId },
  });
  return account;
}

import { release } from '../ledger/index.js';
import { sum } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { assertNotBeneficiary, authorize, recordActivity, spendAuthority } from '../staff/index.js';
import { BankAccount } from '../users/index.js';
import { returnAllowance } from './limits.js';
import { moveWithdrawal } from './move-withdrawal.js';
import { bookPaidOut, bookSent, giveBack, undoPaidOut } from './withdrawal-books.js';
import { Withdrawal } from './withdrawal.entity.js';
import { bankAccountUnverified } from './withdrawal.errors.js';
import { withdrawalStates, type WithdrawalEvent } from './withdrawal.states.js';

export interface WithdrawalDeed {
  withdrawalId: string;
  reason?: string | undefined;
}

/** Locked and asked of the table of states first, so that a late click is refused before anything is booked. */
async function locked(uow: UnitOfWork, id: string, event: WithdrawalEvent): Promise<Withdrawal> {
  const withdrawal = await uow.lock(Withdrawal, { id });
  withdrawalStates.next(withdrawal.status, event);
  return withdrawal;
}

const record = (
  uow: UnitOfWork,
  action: string,
  withdrawal: Withdrawal,
  { reason, after = {} }: { reason?: string | undefined; after?: object },
): Promise<void> =>
  recordActivity(uow, {
    action,
    subjectType: 'withdrawal',
    subjectId: withdrawal.id,
    ...(reason === undefined ? {} : { reason }),
    after: { status: withdrawal.status, amount: withdrawal.amount, ...after },
  });

/** What stayed after all does not count towards the day on which it was asked for. */
const uncount = (uow: UnitOfWork, { userId, amount, feeAmount, createdAt }: Withdrawal): Promise<void> =>
  returnAllowance(uow, userId, { amount: sum([amount, feeAmount]), moment: createdAt });

/** Another look at the account: staff may have found out more about it since the customer asked. */
async function assertStillVerified(uow: UnitOfWork, { bankAccountId }: Withdrawal): Promise<void> {
  const account = await uow.lock(BankAccount, { id: bankAccountId });
  if (account.status !== 'VERIFIED') throw bankAccountUnverified();
}

/**
 * Staff agree that the money may go. Beyond what one person may decide alone, a second one's approval carries it.
 * @throws DomainError `forbidden`, `own_benefit` (403), `approval_required`, `bank_account_unverified`,
 *   `illegal_transition` (409).
 */
export async function approveWithdrawal(
  uow: UnitOfWork,
  { withdrawalId, reason, approvalId }: WithdrawalDeed & { approvalId?: string | undefined },
): Promise<Withdrawal> {
  authorize(uow.actor, 'withdrawals.approve');
  const withdrawal = await locked(uow, withdrawalId, 'approve');
  await assertStillVerified(uow, withdrawal);
  await spendAuthority(uow, {
    act: 'withdrawal.approve',
    amount: withdrawal.amount,
    subjectId: withdrawal.id,
    beneficiaryId: withdrawal.userId,
    approvalId,
  });
  await moveWithdrawal(uow, withdrawal, 'approve', { reason });
  await record(uow, 'withdrawal.approved', withdrawal, { reason });
  return withdrawal;
}

/** Staff refuse before anything was sent; the customer may spend the money again. */
export async function rejectWithdrawal(
  uow: UnitOfWork,
  { withdrawalId, reason }: Required<WithdrawalDeed>,
): Promise<Withdrawal> {
  authorize(uow.actor, 'withdrawals.approve');
  const withdrawal = await locked(uow, withdrawalId, 'reject');
  await uncount(uow, withdrawal);
  await release(uow, withdrawal.holdId, 'withdrawal_rejected');
  await moveWithdrawal(uow, withdrawal, 'reject', { reason, set: { closingReason: reason } });
  await record(uow, 'withdrawal.rejected', withdrawal, { reason });
  return withdrawal;
}

/** Customers call off what nobody has decided yet. @throws DomainError `not_found` for other people's. */
export async function cancelWithdrawal(
  uow: UnitOfWork,
  { withdrawalId, userId }: { withdrawalId: string; userId: string },
): Promise<Withdrawal> {
  const withdrawal = await uow.lock(Withdrawal, { id: withdrawalId, userId });
  withdrawalStates.next(withdrawal.status, 'cancel');
  await uncount(uow, withdrawal);
  await release(uow, withdrawal.holdId, 'withdrawal_cancelled');
  return moveWithdrawal(uow, withdrawal, 'cancel', { reason: 'customer_changed_mind' });
}

export interface Sending extends WithdrawalDeed {
  /** The bank's number of the transfer, when it was made by hand. */
  reference?: string | undefined;
  /** The list in which it goes to the bank. */
  payoutFileId?: string | undefined;
}

/**
 * The money leaves the wallet and is under way to the bank.
 * @throws DomainError `forbidden`, `own_benefit` (403), `illegal_transition`, `bank_account_unverified` (409).
 */
export async function sendWithdrawal(
  uow: UnitOfWork,
  { withdrawalId, reason, reference, payoutFileId }: Sending,
): Promise<Withdrawal> {
  authorize(uow.actor, 'withdrawals.send');
  const withdrawal = await locked(uow, withdrawalId, 'send');
  await assertNotBeneficiary(uow, { beneficiaryId: withdrawal.userId });
  await assertStillVerified(uow, withdrawal);
  await bookSent(uow, withdrawal);
  const set = { payoutReference: reference ?? null, payoutFileId: payoutFileId ?? null };
  await moveWithdrawal(uow, withdrawal, 'send', { reason, set });
  await record(uow, 'withdrawal.sent', withdrawal, { reason, after: { reference: reference ?? null } });
  return withdrawal;
}

/** The bank has confirmed the transfer. */
export async function payOutWithdrawal(
  uow: UnitOfWork,
  { withdrawalId, reason, reference }: Sending,
): Promise<Withdrawal> {
  authorize(uow.actor, 'withdrawals.send');
  const withdrawal = await locked(uow, withdrawalId, 'pay_out');
  await assertNotBeneficiary(uow, { beneficiaryId: withdrawal.userId });
  await bookPaidOut(uow, withdrawal);
  const payoutReference = reference ?? withdrawal.payoutReference;
  await moveWithdrawal(uow, withdrawal, 'pay_out', { reason, set: { payoutReference } });
  await record(uow, 'withdrawal.paid_out', withdrawal, { reason, after: { reference: payoutReference } });
  return withdrawal;
}

/**
 * The bank did not carry it out, or sent it back after it had confirmed it: amount and fee return to the wallet.
 * @throws DomainError `forbidden`, `own_benefit` (403), `illegal_transition` (409).
 */
export async function failWithdrawal(
  uow: UnitOfWork,
  { withdrawalId, reason }: Required<WithdrawalDeed>,
): Promise<Withdrawal> {
  authorize(uow.actor, 'withdrawals.send');
  const withdrawal = await uow.lock(Withdrawal, { id: withdrawalId });
  const event = withdrawal.status === 'PAID_OUT' ? 'bounce' : 'fail';
  withdrawalStates.next(withdrawal.status, event);
  await assertNotBeneficiary(uow, { beneficiaryId: withdrawal.userId });
  await uncount(uow, withdrawal);
  if (event === 'bounce') await undoPaidOut(uow, withdrawal, reason);
  await giveBack(uow, withdrawal, reason);
  await moveWithdrawal(uow, withdrawal, event, { reason, set: { closingReason: reason } });
  await record(uow, 'withdrawal.failed', withdrawal, { reason, after: { event } });
  return withdrawal;
}

import {
  accounts,
  capture,
  credit,
  debit,
  LedgerJournal,
  post,
  reserve,
  reverse,
  type JournalDraft,
} from '../ledger/index.js';
import { sum, type Rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { receivingWallet, type WalletAtHand } from './find-wallet.js';
import { walletAccount } from './wallet.entity.js';
import type { Withdrawal } from './withdrawal.entity.js';

type Step = 'sent' | 'paid_out' | 'returned';

const referenceOf = (id: string, step: Step): string => `withdrawal:${id}:${step}`;

const total = ({ amount, feeAmount }: Withdrawal): Rupiah => sum([amount, feeAmount]);

const about = (withdrawal: Withdrawal, step: Step): Omit<JournalDraft, 'entries' | 'kind'> => ({
  reference: referenceOf(withdrawal.id, step),
  transactionId: withdrawal.transactionId,
});

/** Sets amount and fee aside; nothing is booked yet. Answers the id of the hold. */
export async function holdMoney(
  uow: UnitOfWork,
  wallet: WalletAtHand,
  wish: { withdrawalId: string; totalAmount: Rupiah },
): Promise<string> {
  const hold = await reserve(uow, {
    account: walletAccount(wallet),
    amount: wish.totalAmount,
    reference: `withdrawal:${wish.withdrawalId}`,
    reason: 'withdrawal',
  });
  return hold.id;
}

/** The money leaves the wallet: the amount is under way to the bank, the fee is ours. */
export async function bookSent(uow: UnitOfWork, withdrawal: Withdrawal): Promise<void> {
  const wallet = walletAccount({ id: withdrawal.walletId, userId: withdrawal.userId });
  await capture(uow, withdrawal.holdId, {
    kind: 'withdrawal.sent',
    ...about(withdrawal, 'sent'),
    entries: [
      debit(wallet, total(withdrawal)),
      credit(accounts.payoutsInTransit, withdrawal.amount),
      ...(withdrawal.feeAmount > 0 ? [credit(accounts.feeRevenue, withdrawal.feeAmount)] : []),
    ],
  });
}

/** The bank has confirmed the transfer: what was under way has left our account there. */
export async function bookPaidOut(uow: UnitOfWork, withdrawal: Withdrawal): Promise<void> {
  await post(uow, {
    kind: 'withdrawal.paid_out',
    ...about(withdrawal, 'paid_out'),
    entries: [debit(accounts.payoutsInTransit, withdrawal.amount), credit(accounts.bank, withdrawal.amount)],
  });
}

async function undo(uow: UnitOfWork, withdrawal: Withdrawal, step: Step, reason: string): Promise<void> {
  const journal = await uow.find(LedgerJournal, { reference: referenceOf(withdrawal.id, step) });
  if (!journal) throw new Error(`Withdrawal ${withdrawal.id} was never booked as ${step}.`);
  await reverse(uow, journal.id, { reason });
}

/** The money came back from the bank after it had been confirmed: it is under way again. */
export const undoPaidOut = (uow: UnitOfWork, withdrawal: Withdrawal, reason: string): Promise<void> =>
  undo(uow, withdrawal, 'paid_out', reason);

/**
 * The payout came to nothing: amount and fee go back where they came from. A wallet that was closed in the meantime
 * takes nothing, so its owner's default one does.
 */
export async function giveBack(uow: UnitOfWork, withdrawal: Withdrawal, reason: string): Promise<void> {
  const wallet = await receivingWallet(uow, withdrawal.userId, withdrawal.walletId);
  if (wallet.id === withdrawal.walletId) return undo(uow, withdrawal, 'sent', reason);
  await post(uow, {
    kind: 'withdrawal.returned',
    ...about(withdrawal, 'returned'),
    description: reason,
    entries: [
      debit(accounts.payoutsInTransit, withdrawal.amount),
      ...(withdrawal.feeAmount > 0 ? [debit(accounts.feeRevenue, withdrawal.feeAmount)] : []),
      credit(walletAccount(wallet), total(withdrawal)),
    ],
  });
}

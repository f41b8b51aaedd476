import { sum } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { takeAuthority, type Deed } from '../staff/index.js';
import type { JournalDraft } from './journal.js';

const walletIn = ({ entries }: JournalDraft): string =>
  entries.find(({ account }) => account.type === 'customer_wallet')?.account.code.split(':')[1] ?? '';

const sizeOf = ({ entries }: JournalDraft): number =>
  sum(entries.map(({ amount }) => amount).filter((amount) => amount > 0));

/**
 * What a journal does that nobody does without authority. Whatever touches what the shop gave and took by hand is an
 * adjustment, under any name, its reversal too. The machinery refunds by rule, staff by their own will.
 */
function deedOf(uow: UnitOfWork, draft: JournalDraft): Deed | null {
  const amount = sizeOf(draft);
  if (draft.entries.some(({ account }) => account.type === 'balance_adjustments'))
    return { act: 'wallet.adjust', amount, subjectId: walletIn(draft) };
  if (draft.kind === 'sale.refund' && uow.actor.kind === 'staff')
    return { act: 'transaction.refund', amount, subjectId: draft.transactionId ?? '' };
  return null;
}

/** @throws Error unless the authority for what the journal does was spent in this unit of work. */
export function assertAuthority(uow: UnitOfWork, draft: JournalDraft): void {
  const deed = deedOf(uow, draft);
  if (deed) takeAuthority(uow, deed);
}

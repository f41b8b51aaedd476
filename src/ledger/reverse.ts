import { DomainError, notFound } from '../platform/errors.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import type { Account } from './chart.js';
import type { Entry } from './journal.js';
import { LedgerJournal } from './ledger.entity.js';
import { alreadyReversed, reversalIsFinal } from './ledger.errors.js';
import { post } from './post.js';

interface StoredEntry extends Account {
  amount: string;
}

async function oppositeEntries(uow: UnitOfWork, journalId: string): Promise<Entry[]> {
  const rows = await uow.sql<StoredEntry>(
    `SELECT a.code, a.type, a.owner_id AS ownerId, a.currency, e.amount
     FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
     WHERE e.journal_id = ? ORDER BY e.id`,
    [journalId],
  );
  return rows.map(({ amount, ...account }) => ({ account, amount: -Number(amount) }));
}

const asReversed = (error: unknown, journalId: string): unknown =>
  error instanceof DomainError && error.code === 'already_posted' ? alreadyReversed(journalId) : error;

/**
 * Undoes a journal by its opposite, linked to it, at most once. The money must be there: a wallet that has spent what
 * the journal gave it refuses.
 * @throws DomainError `not_found`, `already_reversed`, `reversal_is_final` for a journal that undoes another itself,
 *   `insufficient_balance`.
 */
export async function reverse(
  uow: UnitOfWork,
  journalId: string,
  { reason }: { reason: string },
): Promise<{ journalId: string }> {
  const journal = await uow.find(LedgerJournal, { id: journalId });
  if (!journal) throw notFound('ledger_journals');
  if (journal.reversesId !== null) throw reversalIsFinal(journalId);
  const draft = {
    kind: 'journal.reversed',
    reference: `journal:${journalId}:reversed`,
    reversesId: journalId,
    transactionId: journal.transactionId,
    description: reason,
    entries: await oppositeEntries(uow, journalId),
  };
  try {
    return await post(uow, draft);
  } catch (error) {
    throw asReversed(error, journalId);
  }
}

import { actorId } from '../platform/actor.js';
import { currentRequestId } from '../platform/context.js';
import { isDuplicate } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { balanceMoves, moveBalances, undoMoves } from './balances.js';
import { ensureAccounts, idOf } from './ensure-accounts.js';
import { assertBalanced, type JournalDraft } from './journal.js';
import { LedgerEntry, LedgerJournal } from './ledger.entity.js';
import { alreadyPosted, insufficientBalance } from './ledger.errors.js';

/** A repeated event may find the wallet empty because its first run emptied it. */
async function refusal(uow: UnitOfWork, { reference }: JournalDraft): Promise<DomainError> {
  const rows = await uow.sql('SELECT id FROM ledger_journals WHERE reference = ?', [reference]);
  return rows.length > 0 ? alreadyPosted(reference) : insufficientBalance();
}

/** Answers false when the unique reference says that the event is booked; a look before would be a race. */
async function insertJournal(uow: UnitOfWork, id: string, draft: JournalDraft): Promise<boolean> {
  try {
    await uow.insert(LedgerJournal, {
      id,
      kind: draft.kind,
      reference: draft.reference,
      transactionId: draft.transactionId ?? null,
      description: draft.description ?? '',
      actorKind: uow.actor.kind,
      actorId: actorId(uow.actor),
      requestId: currentRequestId(),
      effectiveAt: draft.effectiveAt ?? uow.now,
    });
    return true;
  } catch (error) {
    if (isDuplicate(error, 'ledger_journals_reference')) return false;
    throw error;
  }
}

/**
 * Writes one journal: the only way into the books.
 *
 * Lock order, the same for everybody: the rows the caller decides on (idempotency key, order, payment), then the
 * stored balances by ascending account id, then inserts. A refusal leaves the books as they were, so the caller may
 * catch it and go on.
 *
 * @throws RangeError when the entries are no double entry.
 * @throws DomainError `already_posted` for a reference that is in the books, `insufficient_balance` for a wallet
 *   with less than what is taken (both 409).
 */
export async function post(uow: UnitOfWork, draft: JournalDraft): Promise<{ journalId: string }> {
  assertBalanced(draft);
  const ids = await ensureAccounts(
    uow,
    draft.entries.map(({ account }) => account),
  );
  const moves = balanceMoves(draft.entries, ids);
  if (!(await moveBalances(uow, moves))) throw await refusal(uow, draft);
  const journalId = newId();
  if (!(await insertJournal(uow, journalId, draft))) {
    await undoMoves(uow, moves);
    throw alreadyPosted(draft.reference);
  }
  const rows = draft.entries.map(({ account, amount }) => ({
    journalId,
    accountId: idOf(ids, account),
    amount,
  }));
  uow.add(LedgerEntry, rows);
  return { journalId };
}

/** Posts unless the event is in the books already; answers whether it was posted now. */
export async function postOnce(uow: UnitOfWork, draft: JournalDraft): Promise<boolean> {
  try {
    await post(uow, draft);
    return true;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'already_posted') return false;
    throw error;
  }
}

import { actorId } from '../platform/actor.js';
import { currentRequestId } from '../platform/context.js';
import { isDuplicate } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { assertAuthority } from './authority.js';
import { balanceMoves, moveBalances, undoMoves, type Freed } from './balances.js';
import { keepsBalance } from './chart.js';
import { ensureAccounts, idOf, type Ids } from './ensure-accounts.js';
import { assertBalanced, fitted, type JournalDraft } from './journal.js';
import { LedgerJournal } from './ledger.entity.js';
import { alreadyPosted, insufficientBalance } from './ledger.errors.js';
import { plan } from './plan.js';

/** A repeated event may find the wallet empty because its first run emptied it. */
async function refusal(uow: UnitOfWork, { reference }: JournalDraft): Promise<DomainError> {
  const rows = await uow.sql('SELECT id FROM ledger_journals WHERE reference = ?', [reference]);
  return rows.length > 0 ? alreadyPosted(reference) : insufficientBalance();
}

const journalRow = (uow: UnitOfWork, id: string, draft: JournalDraft) => ({
  id,
  kind: draft.kind,
  reference: draft.reference,
  transactionId: draft.transactionId ?? null,
  reversesId: draft.reversesId ?? null,
  description: draft.description ?? '',
  actorKind: uow.actor.kind,
  actorId: actorId(uow.actor),
  requestId: currentRequestId(),
  effectiveAt: draft.effectiveAt ?? uow.now,
});

/** Answers false when the unique reference says that the event is booked; a look before would be a race. */
async function insertJournal(uow: UnitOfWork, id: string, draft: JournalDraft): Promise<boolean> {
  uow.add(LedgerJournal, journalRow(uow, id, draft));
  if (draft.isFirst) return true;
  try {
    await uow.flush();
    return true;
  } catch (error) {
    if (isDuplicate(error, 'ledger_journals_re')) return false;
    throw error;
  }
}

const storedBalance = '(SELECT balance_amount FROM ledger_balances WHERE account_id = ?)';

/**
 * Entries cannot be refused, so they travel with what is sent next. A stored balance has been moved and is locked until
 * the commit, so the statement itself reads what each entry leaves, and ids follow one another as the balance did.
 */
function addEntries(uow: UnitOfWork, journalId: string, { entries }: JournalDraft, ids: Ids): void {
  const rows = entries.map(({ account, amount }) => {
    const id = idOf(ids, account);
    return keepsBalance(account)
      ? { text: `(?, ?, ?, ${storedBalance}, ?)`, params: [journalId, id, amount, id, uow.now] }
      : { text: '(?, ?, ?, NULL, ?)', params: [journalId, id, amount, uow.now] };
  });
  uow.addSql(
    `INSERT INTO ledger_entries (journal_id, account_id, amount, balance_after, created_at)
     VALUES ${rows.map(({ text }) => text).join(', ')}`,
    rows.flatMap(({ params }) => params),
  );
}

/**
 * Writes one journal: the only way into the books.
 *
 * Lock order, the same for everybody: the rows the caller decides on (idempotency key, order, payment), then the
 * stored balances by ascending account id, then inserts. A refusal leaves the books as they were, so the caller may
 * catch it and go on.
 *
 * @param freed held money of a hold that ends with this journal; see `capture`.
 * @throws RangeError when the entries are no double entry; Error for a deed of staff without the authority for it.
 * @throws DomainError `already_posted` for a reference that is in the books, `insufficient_balance` for a wallet
 *   with less free money than what is taken (both 409).
 */
export async function post(
  uow: UnitOfWork,
  wish: JournalDraft,
  freed?: Freed,
): Promise<{ journalId: string }> {
  const draft = fitted(wish);
  assertBalanced(draft);
  assertAuthority(uow, draft);
  const ids = await ensureAccounts(
    uow,
    draft.entries.map(({ account }) => account),
  );
  const moves = balanceMoves(draft.entries, ids, freed);
  if (!(await moveBalances(uow, moves))) throw await refusal(uow, draft);
  const journalId = newId();
  if (!(await insertJournal(uow, journalId, draft))) {
    await undoMoves(uow, moves);
    throw alreadyPosted(draft.reference);
  }
  addEntries(uow, journalId, draft, ids);
  plan(uow, draft);
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

import { isDuplicate } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { rupiah, type Rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { moveBalance } from './balances.js';
import { inNormalSense, keepsBalance, type Account } from './chart.js';
import { ensureAccounts, idOf } from './ensure-accounts.js';
import { holdStates, type HoldEvent } from './hold.states.js';
import type { JournalDraft } from './journal.js';
import { LedgerAccount, LedgerHold } from './ledger.entity.js';
import { alreadyHeld, holdClosed, insufficientBalance } from './ledger.errors.js';
import { post } from './post.js';

export interface HoldDraft {
  /** One with a stored balance. */
  account: Account;
  amount: Rupiah;
  /** Unique name of the cause, such as `withdrawal:<id>`. */
  reference: string;
  reason: string;
  /** When the hold ends by itself; never, unless said. */
  expiresAt?: Date;
}

async function insertHold(uow: UnitOfWork, hold: Partial<LedgerHold>): Promise<boolean> {
  try {
    await uow.insert(LedgerHold, hold);
    return true;
  } catch (error) {
    if (isDuplicate(error, 'ledger_holds_reference')) return false;
    throw error;
  }
}

async function refusal(uow: UnitOfWork, reference: string): Promise<Error> {
  const taken = await uow.find(LedgerHold, { reference });
  return taken ? alreadyHeld(reference) : insufficientBalance();
}

/**
 * Sets money aside: it stays on the account and cannot be spent until the hold is captured, released or expires.
 * @throws RangeError for an account without a stored balance, or no amount.
 * @throws DomainError `insufficient_balance`, `already_held` for a reference that was used (both 409).
 */
export async function reserve(uow: UnitOfWork, draft: HoldDraft): Promise<LedgerHold> {
  const { account, amount, reference, reason, expiresAt = null } = draft;
  if (!keepsBalance(account)) throw new RangeError(`Nothing can be held on ${account.code}.`);
  if (rupiah(amount) === 0) throw new RangeError('A hold of zero rupiah holds nothing.');
  const accountId = idOf(await ensureAccounts(uow, [account]), account);
  const move = { accountId, delta: 0, held: amount };
  if (!(await moveBalance(uow, move))) throw await refusal(uow, reference);
  const values = { id: newId(), accountId, amount, capturedAmount: 0, reference, reason, expiresAt };
  const hold = { ...values, status: 'OPEN', journalId: null, closedAt: null } as LedgerHold;
  if (!(await insertHold(uow, hold))) {
    await moveBalance(uow, { ...move, held: -amount });
    throw alreadyHeld(reference);
  }
  uow.begin(holdStates, hold, 'reserve', { reason });
  return Object.assign(hold, { createdAt: uow.now, updatedAt: uow.now });
}

/** The hold under a lock, so that of several who want to end it one decides. */
async function lockOpen(uow: UnitOfWork, holdId: string): Promise<LedgerHold> {
  const hold = await uow.lock(LedgerHold, { id: holdId });
  if (hold.status !== 'OPEN') throw holdClosed(hold.status);
  return hold;
}

/** Rupiah that a draft takes from the account of a hold. */
async function takenFrom(uow: UnitOfWork, { accountId }: LedgerHold, draft: JournalDraft): Promise<Rupiah> {
  const held = await uow.find(LedgerAccount, { id: accountId });
  const entry = draft.entries.find(({ account }) => account.code === held?.code);
  return entry ? -inNormalSense(entry.account.type, entry.amount) : 0;
}

/**
 * Takes held money for good: what the draft takes from the account is captured, the rest of the hold is free again.
 * A refusal leaves hold and books as they were. A hold past its time is over even if nobody has closed it yet.
 * @throws RangeError when the draft takes nothing from the account, or more than is held.
 * @throws DomainError `hold_closed` (409), and what `post` throws.
 */
export async function capture(
  uow: UnitOfWork,
  holdId: string,
  draft: JournalDraft,
): Promise<{ journalId: string }> {
  const hold = await lockOpen(uow, holdId);
  if (hold.expiresAt && hold.expiresAt <= uow.now) throw holdClosed('EXPIRED');
  const captured = await takenFrom(uow, hold, draft);
  if (captured <= 0 || captured > hold.amount)
    throw new RangeError(`Journal ${draft.reference} takes ${captured} of ${hold.amount} held rupiah.`);
  const { journalId } = await post(uow, draft, { accountId: hold.accountId, amount: hold.amount });
  await uow.move(holdStates, LedgerHold, hold, 'capture', {
    set: { capturedAmount: captured, journalId, closedAt: uow.now },
  });
  return { journalId };
}

async function letGo(uow: UnitOfWork, hold: LedgerHold, event: HoldEvent, reason: string): Promise<void> {
  await uow.move(holdStates, LedgerHold, hold, event, { reason, set: { closedAt: uow.now } });
  const freed = await moveBalance(uow, { accountId: hold.accountId, delta: 0, held: -hold.amount });
  if (!freed) throw new Error(`Hold ${hold.id} is not on its account.`);
}

/**
 * Ends a hold without taking anything.
 * @throws DomainError `hold_closed` (409).
 */
export async function release(uow: UnitOfWork, holdId: string, reason: string): Promise<void> {
  await letGo(uow, await lockOpen(uow, holdId), 'release', reason);
}

/** Ends a hold whose time is over; answers false if it has ended otherwise or has time left. */
export async function expireHold(uow: UnitOfWork, holdId: string): Promise<boolean> {
  const hold = await uow.lock(LedgerHold, { id: holdId });
  if (hold.status !== 'OPEN' || !hold.expiresAt || hold.expiresAt > uow.now) return false;
  await letGo(uow, hold, 'expire', 'time_over');
  return true;
}

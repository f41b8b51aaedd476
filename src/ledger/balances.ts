import type { UnitOfWork } from '../platform/unit-of-work.js';
import { inNormalSense, keepsBalance } from './chart.js';
import { idOf, type Ids } from './ensure-accounts.js';
import type { Entry } from './journal.js';

/** How far one stored balance goes up (above zero) or down, and how far the part of it that is held. */
export interface BalanceMove {
  accountId: string;
  delta: number;
  held: number;
}

/** Held money that a journal may take, because the hold on it ends with the journal. */
export interface Freed {
  accountId: string;
  amount: number;
}

/** One net move per account with a stored balance, in ascending order of account id: the order in which all lock. */
export function balanceMoves(entries: Entry[], ids: Ids, freed?: Freed): BalanceMove[] {
  return entries
    .filter(({ account }) => keepsBalance(account))
    .map(({ account, amount }) => {
      const accountId = idOf(ids, account);
      const held = accountId === freed?.accountId ? -freed.amount : 0;
      return { accountId, delta: inNormalSense(account.type, amount), held };
    })
    .toSorted((a, b) => (a.accountId < b.accountId ? -1 : 1));
}

/** One conditional UPDATE: the database decides whether enough is free, never a figure read before. */
export async function moveBalance(
  uow: UnitOfWork,
  { accountId, delta, held }: BalanceMove,
): Promise<boolean> {
  const moved = await uow.run(
    `UPDATE ledger_balances
     SET balance_amount = balance_amount + ?, held_amount = held_amount + ?, updated_at = ?
     WHERE account_id = ? AND balance_amount - held_amount + ? >= 0 AND held_amount + ? >= 0`,
    [delta, held, uow.now, accountId, delta - held, held],
  );
  if (moved === 0 && delta > 0) throw new Error(`Account ${accountId} has no stored balance.`);
  return moved === 1;
}

/** Moves all balances, or answers false and leaves each as it was: the caller may go on in the same unit of work. */
export async function moveBalances(uow: UnitOfWork, moves: BalanceMove[]): Promise<boolean> {
  for (const [position, move] of moves.entries()) {
    if (await moveBalance(uow, move)) continue;
    await undoMoves(uow, moves.slice(0, position));
    return false;
  }
  return true;
}

/** The rows are locked by us, so what was moved can always be moved back. */
export async function undoMoves(uow: UnitOfWork, moves: BalanceMove[]): Promise<void> {
  for (const { accountId, delta, held } of moves)
    await moveBalance(uow, { accountId, delta: -delta, held: -held });
}

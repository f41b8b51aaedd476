import type { UnitOfWork } from '../platform/unit-of-work.js';
import { inNormalSense, keepsBalance } from './chart.js';
import { idOf, type Ids } from './ensure-accounts.js';
import type { Entry } from './journal.js';

/** How far one stored balance goes up (above zero) or down. */
export interface BalanceMove {
  accountId: string;
  delta: number;
}

/** One net move per account with a stored balance, in ascending order of account id: the order in which all lock. */
export function balanceMoves(entries: Entry[], ids: Ids): BalanceMove[] {
  const deltas = new Map<string, number>();
  for (const { account, amount } of entries.filter(({ account }) => keepsBalance(account))) {
    const id = idOf(ids, account);
    deltas.set(id, (deltas.get(id) ?? 0) + inNormalSense(account.type, amount));
  }
  return [...deltas]
    .filter(([, delta]) => delta !== 0)
    .map(([accountId, delta]) => ({ accountId, delta }))
    .toSorted((a, b) => (a.accountId < b.accountId ? -1 : 1));
}

/** One conditional UPDATE: the database decides whether the balance is enough, never a figure read before. */
async function moveBalance(uow: UnitOfWork, { accountId, delta }: BalanceMove): Promise<boolean> {
  const moved = await uow.run(
    `UPDATE ledger_balances SET balance_amount = balance_amount + ?, updated_at = ?
     WHERE account_id = ? AND balance_amount + ? >= 0`,
    [delta, uow.now, accountId, delta],
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
  for (const { accountId, delta } of moves) await moveBalance(uow, { accountId, delta: -delta });
}

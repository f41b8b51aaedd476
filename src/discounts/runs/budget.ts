import type { UnitOfWork } from '../../platform/unit-of-work.js';

/** What may still be promised for a version. */
export interface Budget {
  isLive: boolean;
  /** Rupiah; null without a budget. */
  left: number | null;
}

/** Somebody spent of the budget, or paused the version, since it was read: the work begins again. */
export class BudgetMoved extends Error {
  override name = 'BudgetMoved';
}

interface Row {
  status: string;
  budget: string | null;
  used: string;
}

/**
 * A version without a budget is shared among those who grant, and a pause waits for them; with one, its row is touched
 * last and by a condition, so that nobody waits long for it.
 */
export async function readBudget(uow: UnitOfWork, versionId: string): Promise<Budget> {
  const [row] = await uow.sql<Row>(
    'SELECT status, budget_amount AS budget, budget_used_amount AS used FROM discount_versions WHERE id = ?',
    [versionId],
  );
  const left = row && row.budget !== null ? Number(row.budget) - Number(row.used) : null;
  if (row?.status !== 'LIVE' || left !== null) return { isLive: row?.status === 'LIVE', left };
  const [shared] = await uow.sql<{ status: string }>(
    'SELECT status FROM discount_versions WHERE id = ? LOCK IN SHARE MODE',
    [versionId],
  );
  return { isLive: shared?.status === 'LIVE', left };
}

/** Takes what was promised; state and budget are one condition. @throws BudgetMoved when it does not hold any more. */
export async function takeBudget(uow: UnitOfWork, versionId: string, amount: number): Promise<void> {
  if (amount === 0) return;
  const taken = await uow.run(
    `UPDATE discount_versions SET budget_used_amount = budget_used_amount + ?
     WHERE id = ? AND status = 'LIVE' AND budget_used_amount + ? <= budget_amount`,
    [amount, versionId, amount],
  );
  if (taken !== 1) throw new BudgetMoved(versionId);
}

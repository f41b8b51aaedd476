import type { UnitOfWork } from '../../platform/unit-of-work.js';

/** Somebody spent of the budget, or paused the version, since it was read: the work begins again. */
export class BudgetMoved extends Error {
  override name = 'BudgetMoved';
}

/**
 * A version without a budget is shared among those who grant by it, and a pause waits for them. Travels ahead of the next
 * statement; what it answers throws unless the version ran until then. @throws BudgetMoved
 */
export function shareVersion(uow: UnitOfWork, versionId: string): () => void {
  const found = uow.ask(
    `SELECT id FROM discount_versions WHERE id = ? AND status = 'LIVE' LOCK IN SHARE MODE`,
    [versionId],
  );
  return () => {
    if (found().length === 0) throw new BudgetMoved(versionId);
  };
}

/**
 * Takes what was promised of a version with a budget: state and budget are one condition. It travels last, so that the
 * row, for which others may wait, is held for as short as can be; when the condition does not hold, nothing was granted.
 */
export function takeBudget(uow: UnitOfWork, versionId: string, amount: number): void {
  if (amount === 0) return;
  uow.expectOne(
    `UPDATE discount_versions SET budget_used_amount = budget_used_amount + ?
     WHERE id = ? AND status = 'LIVE' AND budget_used_amount + ? <= budget_amount`,
    [amount, versionId, amount],
    () => new BudgetMoved(versionId),
  );
}

import type { UnitOfWork } from '../platform/unit-of-work.js';

/** Grants of one unit of work. */
const bite = 1_000;

interface RunOut {
  ruleId: string;
  periodKey: string;
  personId: string;
  version: number;
  amount: string;
}

function groupsOf(grants: RunOut[]): RunOut[][] {
  const groups = new Map<string, RunOut[]>();
  for (const grant of grants) {
    const key = `${grant.ruleId}.${grant.periodKey}.${grant.version}`;
    groups.set(key, [...(groups.get(key) ?? []), grant]);
  }
  return [...groups.values()];
}

async function expire(uow: UnitOfWork, grants: RunOut[]): Promise<void> {
  const [first] = grants;
  if (!first) return;
  const { ruleId, periodKey, version } = first;
  await uow.run(
    `UPDATE discount_grants SET status = 'EXPIRED', updated_at = ?
     WHERE rule_id = ? AND period_key = ? AND person_id IN (?)`,
    [uow.now, ruleId, periodKey, grants.map(({ personId }) => personId)],
  );
  const amount = grants.reduce((all, grant) => all + Number(grant.amount), 0);
  await giveBudgetBack(uow, { ruleId, version, amount });
}

/**
 * Vouchers that nobody used in time run out, the longest overdue first, and what they might have cost is the budget's
 * again. The index is named because a locking read that went another way would lock what is still good.
 * @returns whether more may be left
 */
export async function expireSome(uow: UnitOfWork): Promise<boolean> {
  const over = await uow.sql<RunOut>(
    `SELECT rule_id AS ruleId, period_key AS periodKey, person_id AS personId, version, amount
     FROM discount_grants FORCE INDEX (discount_grants_run_out)
     WHERE status = 'GRANTED' AND valid_until <= ? AND kind = 'voucher'
     ORDER BY valid_until, rule_id, period_key, person_id LIMIT ? FOR UPDATE`,
    [uow.now, bite],
  );
  for (const group of groupsOf(over)) await expire(uow, group);
  return over.length === bite;
}

/** What grants do not cost after all can be granted again, by the same version. */
export async function giveBudgetBack(
  uow: UnitOfWork,
  { ruleId, version, amount }: { ruleId: string; version: number; amount: number },
): Promise<void> {
  await uow.run(
    `UPDATE discount_versions SET budget_used_amount = budget_used_amount - ?
     WHERE rule_id = ? AND version = ? AND budget_amount IS NOT NULL`,
    [amount, ruleId, version],
  );
}

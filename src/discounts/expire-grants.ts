import { query } from '../platform/database.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';

/** A stretch of the grants of a version, in the order of their key. */
export interface GrantStretch {
  ruleId: string;
  version: number;
  periodKey: string;
  /** Persons after this one. */
  after: string;
}

const bite = 1_000;

interface Waiting {
  personId: string;
  status: string;
  amount: string;
  hasRunOut: number | string;
}

/** Versions whose grants may run out: what ended longer ago than any grant lasts has none left. */
export async function stretchesToLookAt(now: Date): Promise<GrantStretch[]> {
  const versions = await query<{ ruleId: string; version: number }>(
    `SELECT rule_id AS ruleId, version FROM discount_versions
     WHERE occasion <> 'sale' AND status IN ('LIVE', 'PAUSED', 'ENDED') AND live_at IS NOT NULL
       AND (ended_at IS NULL OR ended_at > ? - INTERVAL 400 DAY)`,
    [now],
  );
  const stretches = versions.map(async ({ ruleId, version }) => {
    const periods = await query<{ periodKey: string }>(
      'SELECT DISTINCT period_key AS periodKey FROM discount_grants WHERE rule_id = ?',
      [ruleId],
    );
    return periods.map(({ periodKey }) => ({ ruleId, version: Number(version), periodKey, after: '' }));
  });
  return (await Promise.all(stretches)).flat();
}

/**
 * Vouchers of a stretch that nobody used in time run out, and what they might have cost is the budget's again.
 * @returns the next stretch; null at the end
 */
export async function expireStretch(uow: UnitOfWork, stretch: GrantStretch): Promise<GrantStretch | null> {
  const { ruleId, version, periodKey, after } = stretch;
  const rows = await uow.sql<Waiting>(
    `SELECT person_id AS personId, status, amount,
       (version = ? AND kind = 'voucher' AND status = 'GRANTED' AND valid_until <= ?) AS hasRunOut
     FROM discount_grants WHERE rule_id = ? AND period_key = ? AND person_id > ? ORDER BY person_id LIMIT ?`,
    [version, uow.now, ruleId, periodKey, after, bite],
  );
  const over = rows.filter(({ hasRunOut }) => Number(hasRunOut) === 1).map(({ personId }) => personId);
  if (over.length > 0) await expire(uow, stretch, over);
  const last = rows.at(-1)?.personId;
  return last && rows.length === bite ? { ...stretch, after: last } : null;
}

/** What was taken by a sale since it was read is left alone: only what is locked and still waits runs out. */
async function expire(uow: UnitOfWork, { ruleId, version, periodKey }: GrantStretch, persons: string[]) {
  const locked = await uow.sql<{ personId: string; amount: string }>(
    `SELECT person_id AS personId, amount FROM discount_grants
     WHERE rule_id = ? AND period_key = ? AND person_id IN (?) AND status = 'GRANTED' ORDER BY person_id FOR UPDATE`,
    [ruleId, periodKey, persons],
  );
  if (locked.length === 0) return;
  await uow.run(
    `UPDATE discount_grants SET status = 'EXPIRED', updated_at = ?
     WHERE rule_id = ? AND period_key = ? AND person_id IN (?)`,
    [uow.now, ruleId, periodKey, locked.map(({ personId }) => personId)],
  );
  const amount = locked.reduce((all, grant) => all + Number(grant.amount), 0);
  await giveBudgetBack(uow, { ruleId, version, amount });
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

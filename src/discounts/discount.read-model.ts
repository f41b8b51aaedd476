import { query } from '../platform/database.js';
import { database } from '../platform/database.js';
import { notFound } from '../platform/errors.js';
import type { Rupiah } from '../platform/money.js';
import { DiscountRule, DiscountVersion, DiscountVersionLog } from './discount-rule.entity.js';
import type { Occasion } from './definition.parts.js';
import type { VersionStatus } from './discount-version.states.js';

/** A rule in a list: its name, its newest version, and the one that runs. */
export interface RuleLine {
  id: string;
  name: string;
  occasion: Occasion;
  newestVersionId: string;
  newestVersion: number;
  newestStatus: VersionStatus;
  inForceVersion: number | null;
  inForceStatus: VersionStatus | null;
  budgetAmount: Rupiah | null;
  budgetUsedAmount: Rupiah;
}

type Raw = {
  [K in keyof RuleLine]: RuleLine[K] extends number | null ? string | number | null : RuleLine[K];
};

const whole = (value: string | number | null): number | null => (value === null ? null : Number(value));

/** All rules, those that run first; of one shop there are hundreds at most. */
export async function listRules(): Promise<RuleLine[]> {
  const rows = await query<Raw>(
    `SELECT r.id, r.name, n.occasion, n.id AS newestVersionId, n.version AS newestVersion, n.status AS newestStatus,
       l.version AS inForceVersion, l.status AS inForceStatus,
       COALESCE(l.budget_amount, n.budget_amount) AS budgetAmount, COALESCE(l.budget_used_amount, 0) AS budgetUsedAmount
     FROM discount_rules r
     JOIN discount_versions n ON n.rule_id = r.id
       AND n.version = (SELECT MAX(v.version) FROM discount_versions v WHERE v.rule_id = r.id)
     LEFT JOIN discount_versions l ON l.in_force_of = r.id
     ORDER BY l.status IS NULL, r.name LIMIT 1000`,
  );
  return rows.map((row) => ({
    ...row,
    newestVersion: Number(row.newestVersion),
    inForceVersion: whole(row.inForceVersion),
    budgetAmount: whole(row.budgetAmount),
    budgetUsedAmount: Number(row.budgetUsedAmount),
  }));
}

/** A version with its rule. @throws DomainError 404. */
export async function findVersion(id: string): Promise<{ rule: DiscountRule; version: DiscountVersion }> {
  const version = await database().getRepository(DiscountVersion).findOneBy({ id });
  if (!version) throw notFound('discount_version');
  const rule = await database().getRepository(DiscountRule).findOneByOrFail({ id: version.ruleId });
  return { rule, version };
}

/** The version of a rule by its number, as grants keep it. @throws DomainError 404. */
export async function versionOfRule(ruleId: string, version: number): Promise<DiscountVersion> {
  const found = await database().getRepository(DiscountVersion).findOneBy({ ruleId, version });
  if (!found) throw notFound('discount_version');
  return found;
}

/** All versions of a rule, newest first. */
export const versionsOfRule = (ruleId: string): Promise<DiscountVersion[]> =>
  database()
    .getRepository(DiscountVersion)
    .find({ where: { ruleId }, order: { version: 'DESC' } });

/** What happened to a version, in order. */
export const logsOfVersion = (versionId: string): Promise<DiscountVersionLog[]> =>
  database()
    .getRepository(DiscountVersionLog)
    .find({ where: { versionId }, order: { id: 'ASC' } });

import { query } from '../../platform/database.js';
import type { Rupiah } from '../../platform/money.js';
import type { GrantStatus } from '../discount-grant.states.js';
import type { Definition } from '../definition.js';
import { readStored } from '../live-rules.js';

/** A version of a rule, as it stood at a moment. */
export interface KnownRule {
  ruleId: string;
  versionId: string;
  version: number;
  name: string;
  definition: Definition;
  isLive: boolean;
  /** As it is now: the shop keeps no history of it. Null without a budget. */
  budgetLeftAmount: Rupiah | null;
}

interface Stored extends Omit<KnownRule, 'definition' | 'isLive' | 'budgetLeftAmount'> {
  definition: string | Definition;
  isLive: number;
  budget: string | null;
  used: string;
}

const columns = `v.rule_id AS ruleId, v.id AS versionId, v.version, r.name, v.definition,
  v.budget_amount AS budget, v.budget_used_amount AS used`;

/** Begun by the moment, not ended by it, and not paused at it: the log remembers every step. */
const runs = `v.live_at IS NOT NULL AND v.live_at <= ? AND (v.ended_at IS NULL OR v.ended_at > ?)
  AND COALESCE((SELECT l.to_status FROM discount_version_logs l WHERE l.version_id = v.id AND l.created_at <= ?
                ORDER BY l.id DESC LIMIT 1), 'LIVE') = 'LIVE'`;

const toRule = ({ definition, isLive, budget, used, ...row }: Stored): KnownRule => ({
  ...row,
  version: Number(row.version),
  definition: readStored(definition),
  isLive: Number(isLive) === 1,
  budgetLeftAmount: budget === null ? null : Number(budget) - Number(used),
});

/** Every rule that ran at a moment. */
export async function rulesAt(at: Date): Promise<KnownRule[]> {
  const rows = await query<Stored>(
    `SELECT ${columns}, 1 AS isLive FROM discount_versions v JOIN discount_rules r ON r.id = v.rule_id
     WHERE ${runs} ORDER BY r.name LIMIT 500`,
    [at, at, at],
  );
  return rows.map(toRule);
}

/** One rule by the version that ran at a moment, or else its newest; null for what never was. */
export async function ruleAt(ruleId: string, at: Date): Promise<KnownRule | null> {
  const [row] = await query<Stored>(
    `SELECT ${columns}, (${runs}) AS isLive FROM discount_versions v JOIN discount_rules r ON r.id = v.rule_id
     WHERE v.rule_id = ? ORDER BY isLive DESC, v.version DESC LIMIT 1`,
    [at, at, at, ruleId],
  );
  return row ? toRule(row) : null;
}

/** What a person had been granted by a moment, by rule and period; what a sale itself took is left out. */
export async function grantsBy(
  personId: string,
  at: Date,
  exceptSale: string | null,
): Promise<Map<string, GrantStatus>> {
  const rows = await query<{ ruleId: string; periodKey: string; status: GrantStatus }>(
    `SELECT rule_id AS ruleId, period_key AS periodKey, status FROM discount_grants
     WHERE person_id = ? AND created_at <= ? AND (transaction_id IS NULL OR transaction_id <> ?)`,
    [personId, at, exceptSale ?? ''],
  );
  return new Map(rows.map(({ ruleId, periodKey, status }) => [`${ruleId}.${periodKey}`, status]));
}

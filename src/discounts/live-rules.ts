import { cache } from '../platform/cache.js';
import { query } from '../platform/database.js';
import type { Rupiah } from '../platform/money.js';
import type { Definition } from './definition.js';

/** A version that runs, as far as sales need it. Plain, because the cache holds it. */
export interface LiveRule {
  ruleId: string;
  versionId: string;
  version: number;
  name: string;
  definition: Definition;
  /** Null without a budget; a moment old, so the sale itself decides. */
  budgetLeftAmount: Rupiah | null;
}

const cacheKey = ['discounts', 'live-at-sales'];

type Stored = Omit<LiveRule, 'definition' | 'budgetLeftAmount'> & {
  definition: string | Definition;
  budgetAmount: string | null;
  budgetUsedAmount: string;
};

/** MariaDB keeps JSON as text, MySQL hands it over read. */
export const readStored = (stored: string | Definition): Definition =>
  typeof stored === 'string' ? (JSON.parse(stored) as Definition) : stored;

async function loadLiveRules(): Promise<LiveRule[]> {
  const rows = await query<Stored>(
    `SELECT v.rule_id AS ruleId, v.id AS versionId, v.version, r.name, v.definition,
       v.budget_amount AS budgetAmount, v.budget_used_amount AS budgetUsedAmount
     FROM discount_versions v JOIN discount_rules r ON r.id = v.rule_id
     WHERE v.status = 'LIVE' AND v.occasion = 'sale' ORDER BY v.rule_id`,
  );
  return rows.map(({ budgetAmount, budgetUsedAmount, ...row }) => ({
    ...row,
    version: Number(row.version),
    definition: readStored(row.definition),
    budgetLeftAmount: budgetAmount === null ? null : Number(budgetAmount) - Number(budgetUsedAmount),
  }));
}

/**
 * The rules that lower prices at sales. Each process answers from its memory for a second and asks the shared cache then,
 * so a sale without any rule costs no trip; that a paused one is not given is for the sale's own unit of work to see.
 */
export const liveSaleRules = (): Promise<LiveRule[]> => cache.remember(cacheKey, 30, loadLiveRules);

/** To be called after a commit that began, paused or ended a version. */
export const forgetLiveRules = (): Promise<void> => cache.forget(...cacheKey);

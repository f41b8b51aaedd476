import { cache } from '../platform/cache.js';
import { query } from '../platform/database.js';
import { rupiah, type Rupiah } from '../platform/money.js';
import type { Definition } from './definition.js';

/** A version that runs, as far as sales need it. Plain, because the cache holds it. */
export interface LiveRule {
  ruleId: string;
  versionId: string;
  version: number;
  name: string;
  definition: Definition;
  /** What is left of it changes with every sale and is asked for each time. */
  hasBudget: boolean;
}

const cacheKey = ['discounts', 'live-at-sales'];

type Stored = Omit<LiveRule, 'definition' | 'hasBudget'> & {
  definition: string | Definition;
  budgetAmount: string | null;
};

/** MariaDB keeps JSON as text, MySQL hands it over read. */
export const readStored = (stored: string | Definition): Definition =>
  typeof stored === 'string' ? (JSON.parse(stored) as Definition) : stored;

async function loadLiveRules(): Promise<LiveRule[]> {
  const rows = await query<Stored>(
    `SELECT v.rule_id AS ruleId, v.id AS versionId, v.version, r.name, v.definition,
       v.budget_amount AS budgetAmount
     FROM discount_versions v JOIN discount_rules r ON r.id = v.rule_id
     WHERE v.status = 'LIVE' AND v.occasion = 'sale' ORDER BY v.rule_id`,
  );
  return rows.map(({ budgetAmount, ...row }) => ({
    ...row,
    version: Number(row.version),
    definition: readStored(row.definition),
    hasBudget: budgetAmount !== null,
  }));
}

/**
 * The rules that lower prices at sales. Each process answers from its memory for a second and asks the shared cache then,
 * so a sale without any rule costs no trip; that a paused one is not given is for the sale's own unit of work to see.
 */
export const liveSaleRules = (): Promise<LiveRule[]> => cache.remember(cacheKey, 30, loadLiveRules);

/** To be called after a commit that began, paused or ended a version, and when a sale found that one had changed. */
export const forgetLiveRules = (): Promise<void> => cache.forget(...cacheKey);

/** What is left of the budgets of these versions now; without a budget among them this costs no trip. */
export async function budgetsLeft(rules: LiveRule[]): Promise<Map<string, Rupiah>> {
  const limited = rules.filter(({ hasBudget }) => hasBudget);
  if (limited.length === 0) return new Map();
  const rows = await query<{ id: string; leftAmount: string }>(
    'SELECT id, budget_amount - budget_used_amount AS leftAmount FROM discount_versions WHERE id IN (?)',
    [limited.map(({ versionId }) => versionId)],
  );
  return new Map(rows.map(({ id, leftAmount }) => [id, rupiah(leftAmount)]));
}

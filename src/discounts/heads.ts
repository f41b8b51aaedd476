import { query } from '../platform/database.js';
import { readFacts } from './customer-facts.js';
import type { Definition } from './definition.js';
import { eligibleWhere, tierOf } from './eligibility.js';
import { judgeWho, needsOf, type Verdict } from './who.js';

/** Closed and banned accounts get nothing. */
const open = 'f.is_open = 1';

/**
 * How many people qualify at a moment, by what is known of them now; a person with several accounts counts once. All
 * accounts are counted by the cheapest index, and those that count one person again are taken off: few people have any.
 */
export async function countHeads(definition: Definition, at: Date): Promise<number> {
  const { sql, params } = eligibleWhere(definition, at);
  const who = `${open} AND (${sql})`;
  const [row] = await query<{ heads: string | number }>(
    `SELECT (SELECT COUNT(*) FROM customer_figures f WHERE ${who}) - COALESCE((
       SELECT SUM(again) FROM (
         SELECT COUNT(*) - 1 AS again FROM customer_figures f
         WHERE f.person_id IN (SELECT o.person_id FROM customer_figures o WHERE o.is_further = 1) AND ${who}
         GROUP BY f.person_id) twice), 0) AS heads`,
    [...params, ...params],
  );
  return Number(row?.heads ?? 0);
}

export interface SampleCustomer {
  userId: string;
  personId: string;
  name: string;
  /** From one; null without tiers. */
  tier: number | null;
  /** Every condition with what was needed and what was found. */
  verdict: Verdict;
}

/** A few of those who qualify, each with the reasons. */
export async function sampleCustomers(
  definition: Definition,
  at: Date,
  most = 10,
): Promise<SampleCustomer[]> {
  const { sql, params } = eligibleWhere(definition, at);
  const found = await query<{ id: string; name: string }>(
    `SELECT u.id, u.name FROM (SELECT f.user_id FROM customer_figures f WHERE ${open} AND ${sql} LIMIT ?) s
     JOIN users u ON u.id = s.user_id ORDER BY u.id`,
    [...params, most],
  );
  const ids = found.map(({ id }) => id);
  const facts = await readFacts(ids, needsOf([definition.who]), at);
  return found.flatMap(({ id, name }) => {
    const known = facts.get(id);
    if (!known) return [];
    const verdict = judgeWho(definition.who, known, at);
    return [{ userId: id, personId: known.personId, name, tier: tierOf(definition, known), verdict }];
  });
}

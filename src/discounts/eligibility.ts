import { crc32 } from 'node:zlib';
import type { Facts, Sql } from './conditions/condition.js';
import { effectFor } from './effects/index.js';
import type { Worth } from './effects/effect.js';
import type { Definition, Measure } from './definition.js';
import type { GrantKind } from './definition.parts.js';
import { holdsFor, whereOf } from './who.js';

const columns: Record<Measure, string> = { lifetime_spend: 'f.spend_amount', order_count: 'f.order_count' };

const measured = (measure: Measure, facts: Facts): number =>
  measure === 'lifetime_spend' ? facts.spendAmount : facts.orderCount;

/** Who qualifies, as a predicate over the customers' figures `f`: the conditions, and at least the lowest tier. */
export function eligibleWhere({ who, tiers }: Definition, at: Date): Sql {
  const { sql, params } = whereOf(who, at);
  const lowest = tiers?.steps[0]?.threshold;
  if (!tiers || lowest === undefined) return { sql, params };
  return { sql: `${sql} AND ${columns[tiers.measure]} >= ?`, params: [...params, lowest] };
}

/** The number of the highest tier reached, counted from one; NULL without tiers, 0 below the lowest. Over `f`. */
export function tierSql({ tiers }: Definition): Sql {
  if (!tiers) return { sql: 'NULL', params: [] };
  const column = columns[tiers.measure];
  const reached = tiers.steps.map(() => `(${column} >= ?)`).join(' + ');
  return { sql: `(${reached})`, params: tiers.steps.map(({ threshold }) => threshold) };
}

/** The same for one customer. */
export const tierOf = ({ tiers }: Definition, facts: Facts): number | null =>
  tiers ? tiers.steps.filter(({ threshold }) => measured(tiers.measure, facts) >= threshold).length : null;

/** Whether one customer qualifies. */
export const isEligible = (definition: Definition, facts: Facts, at: Date): boolean =>
  tierOf(definition, facts) !== 0 && holdsFor(definition.who, facts, at);

/** What a grant of a definition is: its kind, and what it is worth at most. @throws Error for a tier it does not have. */
export function worthOfGrant(
  { effect, tiers }: Definition,
  tier: number | null,
): Worth & { kind: GrantKind } {
  const piece = tier === null ? effect : tiers?.steps[tier - 1]?.effect;
  if (!piece) throw new Error(`The definition has no tier ${tier}.`);
  const kind = effectFor(piece.code);
  return { kind: kind.kind, ...kind.worth(piece.args) };
}

const shares = 10_000;

/** Whether a person is one of those who get nothing, so that the effect shows; the same for ever. */
export const isHeldOut = (ruleId: string, personId: string, bps: number): boolean =>
  bps > 0 && crc32(`${ruleId}|${personId}`) % shares < bps;

/** The same as a predicate over `f`. */
export const heldOutSql = (ruleId: string, bps: number): Sql => ({
  sql: `(CRC32(CONCAT(?, '|', f.person_id)) % ${shares} < ?)`,
  params: [ruleId, bps],
});

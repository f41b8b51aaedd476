import { jakartaDate } from '../platform/jakarta.js';
import { conditionFor } from './conditions/index.js';
import type { AnyCondition, Facts, Sql } from './conditions/condition.js';
import type { Definition } from './definition.js';
import type { Piece } from './definition.parts.js';
import { leavesOf } from './who.js';

/** The condition whose yearly feast the year of a grant follows; the first one in the order of the definition. */
function feastOf({
  who,
  limits,
}: Definition): { args: Piece['args']; feast: NonNullable<AnyCondition['feast']> } | null {
  if (limits.per !== 'year') return null;
  for (const { code, args } of leavesOf(who)) {
    const { feast } = conditionFor(code);
    if (feast) return { args, feast };
  }
  return null;
}

const prefixes = { year: 'Y', month: 'M', day: 'D', ever: 'E' } as const;

/** The period in which a moment lies: `Y2026`, `M2026-02`, `D2026-02-28`, `E`. */
export function plainPeriod(per: keyof typeof prefixes, at: Date): string {
  const lengths = { year: 4, month: 7, day: 10, ever: 0 };
  return prefixes[per] + jakartaDate(at).slice(0, lengths[per]);
}

const inTier = (period: string, tier: number | null): string =>
  tier === null ? period : period === prefixes.ever ? `T${tier}` : `${period}-T${tier}`;

/** What tells one grant of a person from the next; a sale that has no limit by person is its own period. */
export function periodKeyOf(
  definition: Definition,
  { facts, at, tier = null, saleId }: { facts: Facts; at: Date; tier?: number | null; saleId?: string },
): string {
  const { per } = definition.limits;
  if (per === 'sale') {
    if (!saleId) throw new Error('A grant of each sale needs its sale.');
    return `S${saleId}`;
  }
  const found = feastOf(definition);
  const year = found?.feast.yearOf(found.args, facts, at);
  return inTier(year ? `Y${year}` : plainPeriod(per, at), tier);
}

/**
 * The same as an expression over the customers' figures `f`, for everybody who qualifies at the moment.
 * @param tier an expression that has no values of its own, such as the name of a column
 */
export function periodSql(definition: Definition, at: Date, tier?: string): Sql {
  const { per } = definition.limits;
  if (per === 'sale') throw new Error('Only a sale knows its own period.');
  const found = feastOf(definition);
  const year = found?.feast.year(found.args, at);
  const period: Sql = year
    ? { sql: `CONCAT('Y', ${year.sql})`, params: year.params }
    : { sql: '?', params: [plainPeriod(per, at)] };
  if (!definition.tiers || !tier) return period;
  return per === 'ever'
    ? { sql: `CONCAT('T', ${tier})`, params: [] }
    : { sql: `CONCAT(${period.sql}, '-T', ${tier})`, params: period.params };
}

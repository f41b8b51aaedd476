import type { Statement } from '../../platform/statements.js';
import type { Sql } from '../conditions/condition.js';
import type { Definition } from '../definition.js';
import type { GrantKind } from '../definition.parts.js';
import { eligibleWhere, heldOutSql, tierSql, worthOfGrant } from '../eligibility.js';
import { periodSql } from '../period.js';
import { runAt } from '../run-at.js';

/** One version of a rule, held against all customers on one Jakarta day. */
export interface RuleOnDay {
  ruleId: string;
  definition: Definition;
  date: string;
}

/** Persons after one and up to another, by their ids. */
export interface Stretch {
  after: string;
  upTo: string;
}

/** Sorts after every id. */
export const theLast = '~';

/** Those who get the same: the share of a tier, or those who get nothing so that the effect shows. */
export interface Share {
  tier: number | null;
  kind: GrantKind;
  percentBps: number | null;
  /** Rupiah; the most that one grant can cost. */
  amount: number;
}

/** The shares of a definition: one, or one for each tier. @throws Error for an effect whose cost only a sale can tell. */
export function sharesOf(definition: Definition): Share[] {
  const tiers = definition.tiers?.steps.map((_, index) => index + 1) ?? [null];
  return tiers.map((tier) => {
    const { amount, ...worth } = worthOfGrant(definition, tier);
    if (amount === null) throw new Error('A daily rule must know what a grant can cost.');
    return { tier, amount, ...worth };
  });
}

const joined = (parts: Sql[]): Sql => ({
  sql: parts.map(({ sql }) => `(${sql})`).join(' AND '),
  params: parts.flatMap(({ params }) => params),
});

/** Who comes today is looked at tomorrow: the task sees whole days. */
function qualified({ definition, date }: RuleOnDay, { after, upTo }: Stretch): Sql {
  const place = 'f.person_id > ? AND f.person_id <= ? AND f.is_open = 1 AND f.registered_on < ?';
  return joined([{ sql: place, params: [after, upTo, date] }, eligibleWhere(definition, runAt(date))]);
}

const periodOf = ({ definition, date }: RuleOnDay): Sql =>
  definition.tiers
    ? withTier(periodSql(definition, runAt(date), '#tier'), tierSql(definition))
    : periodSql(definition, runAt(date));

/** The tier is an expression with values of its own; it stands behind all others of a period. */
const withTier = (period: Sql, tier: Sql): Sql => ({
  sql: period.sql.replace('#tier', () => tier.sql),
  params: [...period.params, ...tier.params],
});

/** Nobody is granted twice in a period, by whatever run. */
function notYet(rule: RuleOnDay, period = periodOf(rule)): Sql {
  return {
    sql: `NOT EXISTS (SELECT 1 FROM discount_grants g
      WHERE g.rule_id = ? AND g.period_key = ${period.sql} AND g.person_id = f.person_id)`,
    params: [rule.ruleId, ...period.params],
  };
}

/** A feast may lie in one year for one customer and in the next for another. */
const isOneForAll = ({ sql }: Sql): boolean => !/\bf\./.test(sql);

/**
 * The same where many are granted: in a stretch in which the rule has granted nothing in this period, as on its first
 * day, which one look into the key tells, nobody is looked for one by one.
 */
function notYetInStretch(rule: RuleOnDay, { after, upTo }: Stretch, { tier }: Share): Sql {
  const { definition, date, ruleId } = rule;
  const period = periodSql(definition, runAt(date), tier === null ? undefined : String(tier));
  const each = notYet(rule, period);
  if (!isOneForAll(period)) return each;
  return {
    sql: `NOT EXISTS (SELECT 1 FROM discount_grants o
      WHERE o.rule_id = ? AND o.period_key = ${period.sql} AND o.person_id > ? AND o.person_id <= ?) OR ${each.sql}`,
    params: [ruleId, ...period.params, after, upTo, ...each.params],
  };
}

const inShare = ({ definition }: RuleOnDay, { tier }: Share): Sql[] => {
  if (tier === null) return [];
  const { sql, params } = tierSql(definition);
  return [{ sql: `${sql} = ?`, params: [...params, tier] }];
};

/** Statements for one rule on one day. The same predicate rehearses, counts and grants, so that they cannot differ. */
export class Grantees {
  constructor(private readonly rule: RuleOnDay) {}

  private heldOut(isHeldOut: boolean): Sql[] {
    const { definition, ruleId } = this.rule;
    if (definition.hold_out_bps === 0) return [];
    const { sql, params } = heldOutSql(ruleId, definition.hold_out_bps);
    return [{ sql: isHeldOut ? sql : `NOT ${sql}`, params }];
  }

  /** Everybody in a stretch who qualifies and has nothing yet, in the order of persons. */
  list(stretch: Stretch, most: number): Statement {
    const period = periodOf(this.rule);
    const tier = tierSql(this.rule.definition);
    const heldOut = this.heldOut(true)[0] ?? { sql: 'FALSE', params: [] };
    const who = joined([qualified(this.rule, stretch), notYet(this.rule)]);
    return {
      text: `SELECT f.person_id AS personId, MIN(f.user_id) AS userId, MIN(${period.sql}) AS periodKey,
          ${tier.sql} AS tier, MAX(${heldOut.sql}) AS isHeldOut
        FROM customer_figures f WHERE ${who.sql} GROUP BY f.person_id, tier ORDER BY f.person_id, tier LIMIT ?`,
      params: [...period.params, ...tier.params, ...heldOut.params, ...who.params, most],
    };
  }

  /** How many there are. */
  count(stretch: Stretch): Statement {
    const who = joined([qualified(this.rule, stretch), notYet(this.rule)]);
    return {
      text: `SELECT COUNT(DISTINCT f.person_id) AS persons FROM customer_figures f WHERE ${who.sql}`,
      params: who.params,
    };
  }

  /**
   * Grants a share to everybody in a stretch, or notes those who are held out, in one statement that reads nothing back.
   * @param columns the columns of a grant that are the same for all, by their names
   */
  grant(stretch: Stretch, share: Share, isHeldOut: boolean, columns: Record<string, unknown>): Statement {
    const period = periodOf(this.rule);
    const who = joined([
      qualified(this.rule, stretch),
      ...inShare(this.rule, share),
      ...this.heldOut(isHeldOut),
      notYetInStretch(this.rule, stretch, share),
    ]);
    const names = Object.keys(columns);
    return {
      text: `INSERT INTO discount_grants (rule_id, period_key, person_id, user_id, ${names.join(', ')})
        SELECT ?, MIN(${period.sql}), f.person_id, MIN(f.user_id), ${names.map(() => '?').join(', ')}
        FROM customer_figures f WHERE ${who.sql} GROUP BY f.person_id`,
      params: [this.rule.ruleId, ...period.params, ...Object.values(columns), ...who.params],
    };
  }
}

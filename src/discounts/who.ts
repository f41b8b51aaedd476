import { conditionFor } from './conditions/index.js';
import type { FactNeeds, Facts, Judgement, Sql } from './conditions/condition.js';
import type { Piece } from './definition.parts.js';
import type { Who } from './definition.js';

/** A group or a condition held against one customer. */
export type Verdict =
  | { all: Verdict[]; holds: boolean }
  | { any: Verdict[]; holds: boolean }
  | { not: Verdict; holds: boolean }
  | (Judgement & { code: string });

const joined = (parts: Sql[], word: 'AND' | 'OR'): Sql => ({
  sql: `(${parts.map(({ sql }) => sql).join(` ${word} `)})`,
  params: parts.flatMap(({ params }) => params),
});

/** The predicate of a group over the customers' figures `f`. */
export function whereOf(who: Who, at: Date): Sql {
  if ('all' in who) {
    if (who.all.length === 0) return { sql: 'TRUE', params: [] };
    return joined(
      who.all.map((part) => whereOf(part, at)),
      'AND',
    );
  }
  if ('any' in who)
    return joined(
      who.any.map((part) => whereOf(part, at)),
      'OR',
    );
  if ('not' in who) {
    // What is unknown does not hold, so its opposite does: a plain NOT would leave it unknown.
    const { sql, params } = whereOf(who.not, at);
    return { sql: `((${sql}) IS NOT TRUE)`, params };
  }
  const { sql, params } = conditionFor(who.code).where(who.args, at);
  return { sql: `(${sql})`, params };
}

/** The same for one customer, with the reasons. */
export function judgeWho(who: Who, facts: Facts, at: Date): Verdict {
  if ('all' in who) {
    const all = who.all.map((part) => judgeWho(part, facts, at));
    return { all, holds: all.every(({ holds }) => holds) };
  }
  if ('any' in who) {
    const any = who.any.map((part) => judgeWho(part, facts, at));
    return { any, holds: any.some(({ holds }) => holds) };
  }
  if ('not' in who) {
    const not = judgeWho(who.not, facts, at);
    return { not, holds: !not.holds };
  }
  return { code: who.code, ...conditionFor(who.code).judge(who.args, facts, at) };
}

/** Whether a group holds for one customer, and no more than that: the reasons are not asked for a million times. */
export function holdsFor(who: Who, facts: Facts, at: Date): boolean {
  if ('all' in who) return who.all.every((part) => holdsFor(part, facts, at));
  if ('any' in who) return who.any.some((part) => holdsFor(part, facts, at));
  if ('not' in who) return !holdsFor(who.not, facts, at);
  const condition = conditionFor(who.code);
  return condition.holds?.(who.args, facts, at) ?? condition.judge(who.args, facts, at).holds;
}

/** The conditions of a group, in the order in which they stand there. */
export function leavesOf(who: Who): Piece[] {
  if ('all' in who) return who.all.flatMap(leavesOf);
  if ('any' in who) return who.any.flatMap(leavesOf);
  if ('not' in who) return leavesOf(who.not);
  return [who];
}

/** What must be known of a customer to judge all of these groups. */
export function needsOf(groups: Who[]): Required<FactNeeds> {
  const needs = groups.flatMap(leavesOf).map(({ code, args }) => conditionFor(code).needs?.(args) ?? {});
  return {
    days: Math.max(0, ...needs.map(({ days = 0 }) => days)),
    bought: needs.some(({ bought }) => bought),
    segments: needs.some(({ segments }) => segments),
  };
}

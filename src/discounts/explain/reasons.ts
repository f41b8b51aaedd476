import type { Figures, Judgement } from '../conditions/condition.js';
import type { Verdict } from '../who.js';

/** One condition of a rule as it met a customer. */
export interface Reason {
  code: string;
  /** Whether it did what the rule wants of it: under a NOT, that it does not hold. */
  holds: boolean;
  /** The rule wants the opposite. */
  isNegated: boolean;
  /** If it fails, the rule does; in a group of which one is enough, another may have held. */
  isDecisive: boolean;
  needed: Figures;
  actual: Figures;
  /** What the customer could do about it; null where there is nothing. */
  unlocks: Figures | null;
}

interface Place {
  isNegated: boolean;
  /** No group around it holds anyway. */
  isDecisive: boolean;
}

const partsOf = (verdict: Verdict): Verdict[] | null => {
  if ('all' in verdict) return verdict.all;
  return 'any' in verdict ? verdict.any : null;
};

function leaf(judgement: Judgement & { code: string }, { isNegated, isDecisive }: Place): Reason {
  const { code, needed, actual, unlocks } = judgement;
  const holds = judgement.holds !== isNegated;
  // What would fulfil a condition would only break a rule that forbids it.
  return { code, holds, isNegated, isDecisive, needed, actual, unlocks: isNegated ? null : unlocks };
}

/** The conditions of a verdict in the order of the rule, each with whether its failure matters. */
export function reasonsOf(verdict: Verdict, place: Place = { isNegated: false, isDecisive: true }): Reason[] {
  if ('not' in verdict) return reasonsOf(verdict.not, { ...place, isNegated: !place.isNegated });
  const parts = partsOf(verdict);
  if (!parts) return [leaf(verdict as Judgement & { code: string }, place)];
  const isDecisive = place.isDecisive && verdict.holds === place.isNegated;
  return parts.flatMap((part) => reasonsOf(part, { ...place, isDecisive }));
}

/** The first condition that kept the rule from applying. */
export const firstFailed = (reasons: Reason[]): Reason | undefined =>
  reasons.find(({ holds, isDecisive }) => !holds && isDecisive);

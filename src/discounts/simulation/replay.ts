import { jakartaMidnight } from '../../platform/jakarta.js';
import type { Days, FactNeeds } from '../conditions/condition.js';
import { isEligible, tierOf } from '../eligibility.js';
import type { Definition } from '../definition.js';
import { dayOfMoment } from '../past/days.js';
import { PastFacts, type PastPurchase } from '../past/past-facts.js';
import type { PastAccount } from '../past/read-past.js';
import { periodKeyOf } from '../period.js';
import { leavesOf, needsOf } from '../who.js';
import { JudgedDays } from './judged-days.js';

/** The first moment at which a person would have been granted in a period. */
export interface Qualified {
  personId: string;
  userId: string;
  at: Date;
  date: string;
  tier: number | null;
  periodKey: string;
}

/** A past sale at which a price rule would have been looked at, with the period that it would count in. */
export interface QualifiedSale extends Qualified {
  purchase: PastPurchase;
}

/** A definition with what its replay needs, made once for all customers. */
export interface Plan {
  definition: Definition;
  needs: Required<FactNeeds>;
  judgedDays: JudgedDays;
  window: Days;
  /** When the daily task runs on a Jakarta day. */
  runAt(date: string): Date;
  /** All that one account can ever be granted; who has it is not judged any more. */
  mostGrants: number;
}

/** Each day's moment is reckoned once. */
function remembered(runAt: Plan['runAt']): Plan['runAt'] {
  const moments = new Map<string, Date>();
  return (date) => {
    const known = moments.get(date) ?? runAt(date);
    moments.set(date, known);
    return known;
  };
}

export function planOf(definition: Definition, window: Days, taskRunsAt: Plan['runAt']): Plan {
  const runAt = remembered(taskRunsAt);
  const judgedDays = new JudgedDays(leavesOf(definition.who), definition.limits.per, window, runAt);
  const mostGrants = definition.limits.per === 'ever' ? (definition.tiers?.steps.length ?? 1) : Infinity;
  return { definition, window, needs: needsOf([definition.who]), runAt, judgedDays, mostGrants };
}

/** What one account qualifies for on the days of the daily task: for each period the first day. */
function qualifiedDays(plan: Plan, past: PastAccount): Qualified[] {
  const { definition, needs, runAt } = plan;
  const facts = new PastFacts(past.account, past.purchases, needs);
  const found = new Map<string, Qualified>();
  for (const date of plan.judgedDays.of(past)) {
    if (found.size === plan.mostGrants) break;
    const at = runAt(date);
    const known = facts.at(at);
    if (!isEligible(definition, known, at)) continue;
    const tier = tierOf(definition, known);
    const periodKey = periodKeyOf(definition, { facts: known, at, tier });
    const { personId, userId } = past.account;
    if (!found.has(periodKey)) found.set(periodKey, { personId, userId, at, date, tier, periodKey });
  }
  return [...found.values()];
}

/**
 * What a person would have been granted by the daily task: for each period once, on the first day on which one of their
 * accounts qualified, by the account whose turn comes first.
 */
export function replayDays(plan: Plan, accounts: readonly PastAccount[]): Qualified[] {
  const first = new Map<string, Qualified>();
  for (const each of accounts.flatMap((account) => qualifiedDays(plan, account))) {
    const rival = first.get(each.periodKey);
    if (!rival || each.date < rival.date) first.set(each.periodKey, each);
  }
  return [...first.values()].sort((one, other) => one.at.getTime() - other.at.getTime());
}

const isWithin = ({ from, to }: Days, moment: number): boolean =>
  moment >= jakartaMidnight(from).getTime() && dayOfMoment(moment) <= to;

/** Discounts were given, and taken, in the order in which sales were placed. */
export const byPlacing = (one: PastPurchase, other: PastPurchase): number => one.placedAt - other.placedAt;

function qualifiedSales(plan: Plan, { account, purchases }: PastAccount): QualifiedSale[] {
  const { definition, needs, window } = plan;
  const past = new PastFacts(account, purchases, needs);
  const { personId, userId } = account;
  return purchases
    .filter(({ placedAt }) => isWithin(window, placedAt))
    .sort(byPlacing)
    .flatMap((purchase) => {
      const at = new Date(purchase.placedAt);
      // A sale does not count towards its own discount.
      const facts = past.at(new Date(purchase.placedAt - 1));
      if (!isEligible(plan.definition, facts, at)) return [];
      const tier = tierOf(definition, facts);
      const saleId = purchase.transactionId;
      const periodKey = periodKeyOf(definition, { facts, at, tier, saleId });
      return [{ personId, userId, at, date: dayOfMoment(purchase.placedAt), tier, periodKey, purchase }];
    });
}

/** The sales of a person on which a price rule would have been looked at, in their order. */
export const replaySales = (plan: Plan, accounts: readonly PastAccount[]): QualifiedSale[] =>
  accounts
    .flatMap((account) => qualifiedSales(plan, account))
    .sort((one, other) => byPlacing(one.purchase, other.purchase));

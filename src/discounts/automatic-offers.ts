import { query } from '../platform/database.js';
import type { Rupiah } from '../platform/money.js';
import type { FactNeeds, Facts } from './conditions/condition.js';
import { readFacts } from './customer-facts.js';
import type { GrantStatus } from './discount-grant.states.js';
import { isEligible, tierOf, worthOfGrant } from './eligibility.js';
import { offerOf, type ClaimedOffer, type GrantClaim } from './grant-offer.js';
import { budgetsLeft, liveSaleRules, type LiveRule } from './live-rules.js';
import { periodKeyOf } from './period.js';
import { needsOf } from './who.js';

/** What a person has of the rules at hand, by rule and period. */
type Taken = Map<string, GrantStatus>;

const keyOf = (ruleId: string, periodKey: string): string => `${ruleId}.${periodKey}`;

/**
 * One trip beside that of the facts; a rule that is limited by the sale needs none. A grant of any kind is the one of its
 * period: a voucher given by hand, or being held out, takes the place of a price.
 */
async function takenBy(userId: string, rules: LiveRule[]): Promise<Taken> {
  const limited = rules.filter(({ definition }) => definition.limits.per !== 'sale');
  if (limited.length === 0) return new Map();
  const rows = await query<{ ruleId: string; periodKey: string; status: GrantStatus }>(
    `SELECT g.rule_id AS ruleId, g.period_key AS periodKey, g.status FROM discount_grants g
     WHERE g.person_id = (SELECT person_id FROM users WHERE id = ?) AND g.rule_id IN (?)`,
    [userId, limited.map(({ ruleId }) => ruleId)],
  );
  return new Map(rows.map(({ ruleId, periodKey, status }) => [keyOf(ruleId, periodKey), status]));
}

/** The needs of rules change only when the rules do; the cache hands the same list out until then. */
const needsByRules = new WeakMap<LiveRule[], Required<FactNeeds>>();

function needsOfRules(rules: LiveRule[]): Required<FactNeeds> {
  const known = needsByRules.get(rules);
  if (known) return known;
  const needs = needsOf(rules.map(({ definition }) => definition.who));
  needsByRules.set(rules, needs);
  return needs;
}

interface Standing {
  facts: Facts;
  taken: Taken;
  /** Of the versions that have a budget. */
  left: Map<string, Rupiah>;
  at: Date;
  /** The sale that asks, where it has an id already; prices are shown before that. */
  saleId: string;
}

/** What one rule gives a customer now; null where it gives nothing. */
function offerBy(rule: LiveRule, { facts, taken, left, at, saleId }: Standing): ClaimedOffer | null {
  const { definition, ruleId, versionId, version, hasBudget } = rule;
  const leftAmount = left.get(versionId);
  if (leftAmount === 0 || !isEligible(definition, facts, at)) return null;
  const tier = tierOf(definition, facts);
  const periodKey = periodKeyOf(definition, { facts, at, tier, saleId });
  const before = taken.get(keyOf(ruleId, periodKey));
  if (before && before !== 'RETURNED') return null;
  const claim: GrantClaim = {
    ...{ ruleId, versionId, version, periodKey, tier },
    personId: facts.personId,
    userId: facts.userId,
    percentBps: worthOfGrant(definition, tier).percentBps,
    way: before ? 'take_again' : 'take',
    hasBudget,
  };
  const offer = offerOf(claim, rule.name, definition);
  return offer && { offer: { ...offer, leftAmount }, claim };
}

/**
 * What the rules for sales give a customer now, without a code. Without such a rule this costs no trip to the database.
 * Rules know customers by their accounts: guests get nothing.
 */
export async function automaticOffers(userId: string, at: Date, saleId = 'NEXT'): Promise<ClaimedOffer[]> {
  const rules = await liveSaleRules();
  if (rules.length === 0) return [];
  const [known, taken, left] = await Promise.all([
    readFacts([userId], needsOfRules(rules), at),
    takenBy(userId, rules),
    budgetsLeft(rules),
  ]);
  const facts = known.get(userId);
  if (!facts) return [];
  return rules.flatMap((rule) => offerBy(rule, { facts, taken, left, at, saleId }) ?? []);
}

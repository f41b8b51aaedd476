import type { CustomerType } from '../../users/index.js';
import { readFacts } from '../customer-facts.js';
import type { Facts } from '../conditions/condition.js';
import { PastFacts } from '../past/past-facts.js';
import { pastOf } from '../past/read-past.js';
import { needsOf } from '../who.js';
import { explainRule, type ExplainCase, type RuleExplanation } from './explain-rule.js';
import { grantsBy, ruleAt, rulesAt, type KnownRule } from './rules-then.js';

/** What is asked about: a sale of the past, or a cart of now. */
export interface Question extends Pick<ExplainCase, 'cart' | 'given' | 'at'> {
  userId: string;
  /** Null for a cart. */
  saleId: string | null;
  /** With which the sale was placed; an account may have another by now. */
  customerType?: CustomerType;
}

/** What was known at the time of a sale; its own delivery does not count, and neither does what came later. */
async function factsThen({ userId, at, customerType }: Question, rules: KnownRule[]): Promise<Facts | null> {
  const needs = needsOf(rules.map(({ definition }) => definition.who));
  const past = await pastOf(userId, needs, at);
  if (!past) return null;
  const account = customerType ? { ...past.account, customerType } : past.account;
  return new PastFacts(account, past.purchases, needs).at(at);
}

async function factsNow({ userId, at }: Question, rules: KnownRule[]): Promise<Facts | null> {
  const needs = needsOf(rules.map(({ definition }) => definition.who));
  return (await readFacts([userId], needs, at)).get(userId) ?? null;
}

async function explain(question: Question, rules: KnownRule[]): Promise<RuleExplanation[]> {
  const { saleId, at, cart, given } = question;
  const facts = await (saleId === null ? factsNow : factsThen)(question, rules);
  if (!facts) return [];
  const grants = await grantsBy(facts.personId, at, saleId);
  return rules.map((rule) => explainRule(rule, { facts, at, cart, given, grants }));
}

/** Why each rule that ran at the moment gave something, or nothing. Guests get no explanation: rules know accounts. */
export const explainRules = async (question: Question): Promise<RuleExplanation[]> =>
  explain(question, await rulesAt(question.at));

/** The same for one rule, whether it ran or not; null for a rule or a customer that rules do not know. */
export async function explainOneRule(question: Question, ruleId: string): Promise<RuleExplanation | null> {
  const rule = await ruleAt(ruleId, question.at);
  return rule ? ((await explain(question, [rule]))[0] ?? null) : null;
}

import type { EntityClass } from '../platform/database.js';
import { discountGiftEntities } from './discount-gift.entity.js';
import { discountGrantEntities } from './discount-grant.entity.js';
import { discountRuleEntities } from './discount-rule.entity.js';
import { discountRunEntities } from './discount-run.entity.js';
import { factsEntities } from './facts/facts.entity.js';
import { simulationEntities } from './simulation/simulation.entity.js';

export const discountsEntities: EntityClass[] = [
  ...factsEntities,
  ...discountRuleEntities,
  ...discountGrantEntities,
  ...discountRunEntities,
  ...discountGiftEntities,
  ...simulationEntities,
];

export { conditionFor, conditionNamed, conditions } from './conditions/index.js';
export type { Condition, FactNeeds, Facts, Figures, Judgement, Sql } from './conditions/condition.js';
export { effectFor, effectNamed, effects } from './effects/index.js';
export type { Effect, Reduction, Worth } from './effects/effect.js';
export {
  Definition,
  effectsOf,
  measures,
  type Measure,
  type RuleMessage,
  type Tier,
  type Who,
} from './definition.js';
export {
  grantKinds,
  occasions,
  periods,
  type FormField,
  type GrantKind,
  type Occasion,
  type Period,
  type Piece,
} from './definition.parts.js';
export { DiscountGift, DiscountGiftRecipient, giftOutcomes, giftStatuses } from './discount-gift.entity.js';
export { DiscountGrant } from './discount-grant.entity.js';
export { grantStates, spentStatuses, type GrantStatus } from './discount-grant.states.js';
export { DiscountRule, DiscountVersion, DiscountVersionLog } from './discount-rule.entity.js';
export { DiscountRun, DiscountRunRule, runStatuses } from './discount-run.entity.js';
export { versionStates, type VersionEvent, type VersionStatus } from './discount-version.states.js';
export { judgeWho, leavesOf, needsOf, whereOf, type Verdict } from './who.js';
export {
  eligibleWhere,
  heldOutSql,
  isEligible,
  isHeldOut,
  tierOf,
  tierSql,
  worthOfGrant,
} from './eligibility.js';
export { periodKeyOf, periodSql } from './period.js';
export { readFacts } from './customer-facts.js';
export {
  CustomerDay,
  CustomerFigures,
  Purchase,
  PurchaseLine,
  Segment,
  SegmentMember,
} from './facts/facts.entity.js';
export { factsChecks } from './facts/facts.checks.js';
export { factsJobs } from './facts/facts.jobs.js';
export { recordPurchase, undoPurchase, type DeliveredSale } from './facts/record-purchase.js';

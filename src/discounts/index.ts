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
export { figuresOf } from './facts/customer-figures.js';
export { runAt } from './run-at.js';
export { factsJobs } from './facts/facts.jobs.js';
export { recordPurchase, undoPurchase, type DeliveredSale } from './facts/record-purchase.js';
export { readDefinition } from './check-definition.js';
export { discountReason, revert, SaveDraft, saveDraft } from './draft-rule.js';
export { callOff, ChangeVersion, discard, end, GoLive, goLive, pause, resume } from './run-rule.js';
export {
  ApproveVersion,
  approveVersion,
  costOf,
  discountApproval,
  sendForApproval,
} from './approve-version.js';
export { discountRuleJobs, discountRuleSchedule } from './discount-rule.jobs.js';
export {
  findVersion,
  listRules,
  logsOfVersion,
  versionOfRule,
  versionsOfRule,
  type RuleLine,
} from './discount.read-model.js';
export { compareVersions, differencesOf, type Difference } from './compare-versions.js';
export { countHeads, sampleCustomers, type SampleCustomer } from './heads.js';
export { automaticOffers } from './automatic-offers.js';
export { judgeGrant } from './judge-grant.js';
export {
  claimedOffer,
  grantByCode,
  grantOffer,
  grantsOf,
  usableGrantsOf,
  type GrantLine,
} from './granted-offers.js';
export { grantCode } from './grant-code.js';
export type { ClaimedOffer, GrantClaim } from './grant-offer.js';
export { forgetLiveRules } from './live-rules.js';
export { reserveGrants, returnGrants, useGrants, type TakingSale } from './take-grants.js';
export { discountGone } from './discount.errors.js';
export { sayFigures, type Names } from './figure-words.js';
export { namesIn, ruleInWords, type RuleFact } from './rule-words.js';
export { sayPublicWho } from './public-who.js';
export * from './simulation/index.js';
export * from './explain/index.js';
export { fewestCompared, type Difference as HeldOutDifference } from './outcome/difference.js';
export { outcomeOf, type Compared, type Outcome, type Reckoning } from './outcome/outcome.js';
export { discountDoors } from './discount.doors.js';
export { discountRuleChecks } from './discount-rule.checks.js';
export { runDay, daysDue } from './runs/check-birthday-and-loyalty.js';
export { dailyTask } from './runs/open-run.js';
export { rehearseDay, type Foreseen, type Rehearsal } from './runs/rehearse.js';
export { checkBirthdayAndLoyalty, runDailyTaskNow, runJobs, runSchedule } from './runs/run.jobs.js';
export { skipReasons, type Skips } from './runs/skips.js';
export { startWaves } from './runs/waves.js';
export { DiscountWave, waveKinds } from './discount-run.entity.js';
export { GiveDiscount, giveDiscount } from './gifts/give-discount.js';
export { giftJobs } from './gifts/gift.jobs.js';
export { createSegment, NewSegment, replaceMembers, ReplaceMembers } from './segments/write-segment.js';
export { rulesNaming } from './segments/segment.read-model.js';
export { giftById, giftsOfRule, recipientsOfGift } from './gifts/gift.read-model.js';
export { RevokeGrant, revokeGrant } from './revoke-grant.js';
export { letterOf, type GrantKey, type GrantLetter } from './runs/message-of.js';
export { waveJobs, waveSchedule } from './runs/wave.jobs.js';
export { runChecks } from './runs/run.checks.js';

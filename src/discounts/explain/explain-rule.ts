import { config } from '../../platform/config.js';
import { sum, type Rupiah } from '../../platform/money.js';
import {
  priceCart,
  type CartLine,
  type Offer,
  type OfferExplanation,
  type OfferSource,
  type RefusedOffer,
} from '../../vouchers/index.js';
import type { Facts, Figures } from '../conditions/condition.js';
import type { Definition } from '../definition.js';
import type { GrantStatus } from '../discount-grant.states.js';
import { isHeldOut, tierOf, worthOfGrant } from '../eligibility.js';
import { alreadyOff, offerOf } from '../grant-offer.js';
import { periodKeyOf } from '../period.js';
import { judgeWho } from '../who.js';
import { reasonsOf, firstFailed, type Reason } from './reasons.js';
import type { KnownRule } from './rules-then.js';

/** What beside its conditions may keep a rule from giving something, in the order in which it is looked at. */
export type Obstacle =
  | 'not_live'
  | 'conditions'
  | 'lowest_tier'
  | 'held_out'
  | 'already_granted'
  | 'granted_unused'
  | 'budget'
  | 'manual'
  | 'waits_for_task'
  | 'changed_since'
  | Exclude<RefusedOffer['reason'], 'budget_short'>;

export interface Hindrance {
  code: Obstacle;
  needed: Figures;
  actual: Figures;
  unlocks: Figures | null;
}

/** Why a rule gave something, or gave nothing. */
export interface RuleExplanation {
  ruleId: string;
  name: string;
  version: number;
  definition: Definition;
  /** It gave something at the sale, or would give it on the cart. */
  isGiven: boolean;
  amount: Rupiah;
  tier: number | null;
  /** How the amount came about, as it was kept with the sale. */
  price: OfferExplanation | null;
  reasons: Reason[];
  /** The first thing that stood in the way; null when nothing did. */
  hindrance: Hindrance | null;
}

/** A cart, or a sale of the past, with whom it belongs to and what was known of them then. */
export interface ExplainCase {
  facts: Facts;
  at: Date;
  cart: CartLine[];
  /** What the sale really had off; null for a cart that is still to be bought. */
  given: { source: OfferSource; sourceId: string; amount: Rupiah; explanation: OfferExplanation }[] | null;
  /** Grants of the person at that time, by rule and period; those of the sale itself are not among them. */
  grants: Map<string, GrantStatus>;
}

const nothing: Figures = {};

const hindrance = (
  code: Obstacle,
  needed: Figures = nothing,
  actual: Figures = nothing,
  unlocks: Figures | null = null,
): Hindrance => ({ code, needed, actual, unlocks });

const measuredBy = { lifetime_spend: 'spendAmount', order_count: 'orderCount' } as const;

function belowLowest({ definition: { tiers } }: KnownRule, facts: Facts): Hindrance | null {
  const lowest = tiers?.steps[0]?.threshold;
  if (!tiers || lowest === undefined) return null;
  const reached = facts[measuredBy[tiers.measure]];
  if (reached >= lowest) return null;
  const unit = tiers.measure === 'lifetime_spend' ? 'Amount' : 'Count';
  return hindrance(
    'lowest_tier',
    { [`least${unit}`]: lowest },
    { [`reached${unit}`]: reached },
    { [`missing${unit}`]: lowest - reached },
  );
}

const personHindrance = (rule: KnownRule, { facts }: ExplainCase, reasons: Reason[]): Hindrance | null => {
  const failed = firstFailed(reasons);
  if (failed) return hindrance('conditions', failed.needed, failed.actual, failed.unlocks);
  const below = belowLowest(rule, facts);
  if (below) return below;
  const { ruleId, definition } = rule;
  return isHeldOut(ruleId, facts.personId, definition.hold_out_bps) ? hindrance('held_out') : null;
};

function grantHindrance(rule: KnownRule, { facts, at, grants }: ExplainCase): Hindrance | null {
  const { definition, ruleId } = rule;
  const tier = tierOf(definition, facts);
  const periodKey = periodKeyOf(definition, { facts, at, tier, saleId: 'NEXT' });
  const before = grants.get(`${ruleId}.${periodKey}`);
  if (!before || before === 'RETURNED') return null;
  if (before === 'HELD_OUT') return hindrance('held_out');
  const isVoucher = worthOfGrant(definition, tier).kind === 'voucher';
  const code = isVoucher && before === 'GRANTED' ? 'granted_unused' : 'already_granted';
  return hindrance(code, { periodKey }, { say: before });
}

/** What gives nothing at the sale itself, however well the customer fits. */
const occasionHindrance = ({ definition: { when } }: KnownRule): Hindrance | null => {
  if (when === 'manual') return hindrance('manual');
  return when === 'daily' ? hindrance('waits_for_task') : null;
};

interface Priced {
  amount: Rupiah;
  price: OfferExplanation | null;
  hindrance: Hindrance | null;
}

const figure = (name: string, amount: Rupiah | null): Figures => (amount === null ? {} : { [name]: amount });

function offerBy(rule: KnownRule, facts: Facts): Offer | null {
  const { ruleId, version, versionId, definition, budgetLeftAmount } = rule;
  const tier = tierOf(definition, facts);
  const offer = offerOf(
    {
      ...{ ruleId, versionId, version, tier, periodKey: '', percentBps: null, hasBudget: false },
      ...{ personId: facts.personId, userId: facts.userId, way: 'take' },
    },
    rule.name,
    definition,
  );
  return offer && { ...offer, ...(budgetLeftAmount === null ? {} : { leftAmount: budgetLeftAmount }) };
}

function refusedBy({ reason, neededAmount, actualAmount }: RefusedOffer): Hindrance {
  if (reason === 'budget_short') return hindrance('budget');
  const missing = (neededAmount ?? 0) - (actualAmount ?? 0);
  const unlocks = reason === 'minimum_spend' ? { missingAmount: missing } : null;
  return hindrance(reason, figure('leastAmount', neededAmount), figure('spentAmount', actualAmount), unlocks);
}

/** What the rule alone would take off the cart. */
function pricedAlone(cart: CartLine[], offer: Offer): Priced {
  const { discounts, refused } = priceCart(cart, [offer], config.DISCOUNT_FLOOR_BPS);
  const [given, refusal] = [discounts[0], refused[0]];
  if (given) return { amount: given.amount, price: given.explanation, hindrance: null };
  const nothingLeft = hindrance('nothing_left');
  return { amount: 0, price: null, hindrance: refusal ? refusedBy(refusal) : nothingLeft };
}

const kept = ({ given }: ExplainCase, ruleId: string) =>
  given?.find(({ source, sourceId }) => source !== 'voucher' && sourceId.split('.')[0] === ruleId);

/** Beside what the sale had: another of the group gave more, or nothing was left; or today's records do not tell. */
function besideOthers(cart: CartLine[], offer: Offer, given: NonNullable<ExplainCase['given']>): Hindrance {
  const { stackingGroup } = offer;
  const isRival = ({ explanation }: (typeof given)[number]) => explanation.stacking_group === stackingGroup;
  if (stackingGroup !== null && given.some(isRival)) return hindrance('better_in_group');
  const others = alreadyOff(sum(given.map(({ amount }) => amount)));
  const { discounts } = priceCart(cart, [others, offer], config.DISCOUNT_FLOOR_BPS);
  const hasRoom = discounts.some(({ sourceId }) => sourceId === offer.sourceId);
  return hindrance(hasRoom ? 'changed_since' : 'nothing_left');
}

function pricedOn(rule: KnownRule, { facts, cart, given }: ExplainCase): Priced {
  const offer = offerBy(rule, facts);
  if (!offer) return { amount: 0, price: null, hindrance: hindrance('nothing_left') };
  const alone = pricedAlone(cart, offer);
  return given && !alone.hindrance ? { ...alone, hindrance: besideOthers(cart, offer, given) } : alone;
}

function found(rule: KnownRule, asked: ExplainCase, reasons: Reason[]): Priced {
  const obstacle =
    (rule.isLive ? null : hindrance('not_live')) ??
    personHindrance(rule, asked, reasons) ??
    grantHindrance(rule, asked) ??
    occasionHindrance(rule);
  if (obstacle) return { amount: 0, price: null, hindrance: obstacle };
  return pricedOn(rule, asked);
}

/** Holds a rule against a sale, or a cart, with each condition as it stood at that moment. */
export function explainRule(rule: KnownRule, asked: ExplainCase): RuleExplanation {
  const { definition, ruleId, name, version } = rule;
  const reasons = reasonsOf(judgeWho(definition.who, asked.facts, asked.at));
  const evidence = kept(asked, ruleId);
  const result: Priced = evidence
    ? { amount: evidence.amount, price: evidence.explanation, hindrance: null }
    : found(rule, asked, reasons);
  return {
    ...{ ruleId, name, version, reasons, definition },
    isGiven: result.hindrance === null && result.amount > 0,
    amount: result.amount,
    tier: tierOf(definition, asked.facts),
    price: result.price,
    hindrance: result.hindrance,
  };
}

import { hasCopy, translate, type Locale } from '../../platform/i18n.js';
import { formatRupiah } from '../../platform/money.js';
import type { Figures } from '../conditions/condition.js';
import { sayFigures, type Names } from '../figure-words.js';
import { namesIn } from '../rule-words.js';
import type { Hindrance, Obstacle, RuleExplanation } from './explain-rule.js';
import { firstFailed, type Reason } from './reasons.js';

/** The names of everything that these rules speak of. */
export const namesOfRules = (explained: RuleExplanation[]): Promise<Names> =>
  namesIn(explained.map(({ definition }) => definition));

/** A condition in words. */
export interface SaidReason {
  code: string;
  holds: boolean;
  isDecisive: boolean;
  needed: string;
  actual: string;
  unlocks: string;
}

/** An explanation in words, for staff: all of it. */
export interface SaidRule {
  ruleId: string;
  name: string;
  version: number;
  isGiven: boolean;
  amount: number;
  /** What happened, or what stood in the way. */
  text: string;
  /** What would change it; empty where nothing would. */
  unlocks: string;
  reasons: SaidReason[];
}

const copy = (key: string) => `discount_explain.${key}`;

const textOf = (name: string, value: Figures[string], locale: Locale): string => {
  if (typeof value !== 'number') return String(value ?? '');
  return name.endsWith('Amount') ? formatRupiah(value, locale) : value.toLocaleString(locale);
};

const textsOf = (figures: Figures, locale: Locale): Record<string, string> =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, textOf(name, value, locale)]));

function sayReason(reason: Reason, locale: Locale, names: Names): SaidReason {
  const { code, holds, isDecisive, isNegated, needed, actual, unlocks } = reason;
  const wanted = sayFigures(locale, code, 'needed', needed, names);
  return {
    ...{ code, holds, isDecisive },
    needed: isNegated ? translate(locale, copy('not'), { what: wanted }) : wanted,
    actual: sayFigures(locale, code, 'actual', actual, names),
    unlocks: sayFigures(locale, code, 'unlocks', unlocks, names),
  };
}

interface Said {
  text: string;
  unlocks: string;
}

function sayHindrance({ code, needed, actual, unlocks }: Hindrance, locale: Locale): Said {
  const params = { ...textsOf(needed, locale), ...textsOf(actual, locale) };
  const key = copy(`unlocks.${code}`);
  return {
    text: translate(locale, copy(`hindrances.${code}`), params),
    unlocks: unlocks && hasCopy(locale, key) ? translate(locale, key, textsOf(unlocks, locale)) : '',
  };
}

/** The condition that failed speaks for itself. */
function sayFailure({ reasons }: RuleExplanation, locale: Locale, names: Names): Said | null {
  const failed = firstFailed(reasons);
  if (!failed) return null;
  const { needed, actual, unlocks } = sayReason(failed, locale, names);
  return { text: translate(locale, copy('failed'), { needed, actual }), unlocks };
}

function saySum(explained: RuleExplanation, locale: Locale, names: Names): Said {
  const { hindrance, amount, price } = explained;
  if (!hindrance) {
    const isCut = price !== null && price.given_amount < price.promised_amount;
    const off = formatRupiah(amount, locale);
    return {
      text: translate(locale, copy(isCut ? `given_${price.limited_by}` : 'given'), { amount: off }),
      unlocks: '',
    };
  }
  if (hindrance.code === 'conditions') {
    const failure = sayFailure(explained, locale, names);
    if (failure) return failure;
  }
  return sayHindrance(hindrance, locale);
}

/** An explanation in words with every condition, for staff. */
export const sayRule = (explained: RuleExplanation, locale: Locale, names: Names): SaidRule => ({
  ruleId: explained.ruleId,
  name: explained.name,
  version: explained.version,
  isGiven: explained.isGiven,
  amount: explained.amount,
  ...saySum(explained, locale, names),
  reasons: explained.reasons.map((reason) => sayReason(reason, locale, names)),
});

/** What a customer may be told beside what they can do something about: it says nothing of how the shop sees them. */
const publicObstacles: readonly Obstacle[] = [
  'lowest_tier',
  'already_granted',
  'granted_unused',
  'budget',
  'waits_for_task',
  'minimum_spend',
  'no_matching_line',
  'better_in_group',
];

/** Everything that still keeps the rule from applying lies in the customer's own hands. */
const isInReach = ({ reasons }: RuleExplanation): boolean =>
  reasons.every(({ holds, isDecisive, unlocks }) => holds || !isDecisive || unlocks !== null);

const mayBeTold = (explained: RuleExplanation): boolean => {
  const { hindrance } = explained;
  if (!hindrance) return true;
  return hindrance.code === 'conditions' ? isInReach(explained) : publicObstacles.includes(hindrance.code);
};

/**
 * The explanations for the customer, in plain words: what was given, and what they could still reach. Rules that are not
 * for them, and who is held out for comparison, are the shop's own business.
 */
export const tellCustomer = (explained: RuleExplanation[], locale: Locale, names: Names): SaidRule[] =>
  explained.filter(mayBeTold).map((each) => {
    const said = sayRule(each, locale, names);
    return { ...said, reasons: said.reasons.filter(({ holds, isDecisive }) => !holds && isDecisive) };
  });

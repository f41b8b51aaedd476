import { jakartaMinuteOfDay } from '../platform/jakarta.js';
import type { CustomerType } from '../users/index.js';
import { isOnWeekday, isWithinHours, jakartaWeekday, timeOf } from './windows.js';
import type { Voucher } from './voucher.entity.js';

/** In the order in which they are looked at: the first that fails is the reason. */
export const voucherConditions = [
  'status',
  'period',
  'weekday',
  'hours',
  'customer_type',
  'named_user',
  'first_purchase',
  'person_limit',
  'code_unused',
  'use_limit',
  'budget',
] as const;
export type VoucherCondition = (typeof voucherConditions)[number];

export const isVoucherCondition = (reason: string): reason is VoucherCondition =>
  voucherConditions.some((condition) => condition === reason);

/** Figures for one sentence: names that end in `Amount` are rupiah and those that end in `At` are moments. */
export type VoucherFigures = Record<string, string | number | string[]>;

export interface VoucherJudgement {
  condition: VoucherCondition;
  holds: boolean;
  needed: VoucherFigures;
  actual: VoucherFigures;
}

/** What a voucher is held against. */
export interface VoucherCase {
  voucher: Voucher;
  /** Whom it is for; empty for everybody. */
  customerTypes: ReadonlySet<string>;
  userIds: ReadonlySet<string>;
  userId: string;
  customerType: CustomerType;
  /** Bought anything before; null where nobody needed to know. */
  hasBought: boolean | null;
  /** Reserved or used by this person. */
  personUses: number;
  isCodeUsed: boolean;
  at: Date;
}

type Judge = (given: VoucherCase) => Omit<VoucherJudgement, 'condition'> | null;

const isEmptyOrHas = (set: ReadonlySet<string>, value: string): boolean => set.size === 0 || set.has(value);

function period({ voucher: { validFrom, validUntil }, at }: VoucherCase) {
  return {
    holds: at >= validFrom && (validUntil === null || at < validUntil),
    needed: {
      fromAt: validFrom.toISOString(),
      ...(validUntil ? { untilAt: validUntil.toISOString() } : {}),
    },
    actual: { triedAt: at.toISOString() },
  };
}

function hours({ voucher, at }: VoucherCase) {
  const { fromMinute, untilMinute } = voucher;
  if (fromMinute === null || untilMinute === null) return null;
  return {
    holds: isWithinHours(voucher, at),
    needed: { from: timeOf(fromMinute), until: timeOf(untilMinute) },
    actual: { at: timeOf(jakartaMinuteOfDay(at)) },
  };
}

const counted = (limit: number | null, used: number) =>
  limit === null ? null : { holds: used < limit, needed: { limit }, actual: { used } };

/** Null is a condition that the voucher does not make. */
const judges: Record<VoucherCondition, Judge> = {
  status: ({ voucher: { status } }) => ({
    holds: status === 'LIVE',
    needed: { say: 'LIVE' },
    actual: { say: status },
  }),
  period,
  weekday: ({ voucher, at }) =>
    voucher.weekdays && voucher.weekdays.length > 0
      ? {
          holds: isOnWeekday(voucher.weekdays, voucher, at),
          needed: { weekdays: voucher.weekdays.map(String) },
          actual: { weekday: jakartaWeekday(at) },
        }
      : null,
  hours,
  customer_type: ({ customerTypes, customerType }) =>
    customerTypes.size === 0
      ? null
      : {
          holds: customerTypes.has(customerType),
          needed: { types: [...customerTypes] },
          actual: { say: customerType },
        },
  named_user: ({ userIds, userId }) =>
    userIds.size === 0
      ? null
      : { holds: isEmptyOrHas(userIds, userId), needed: { count: userIds.size }, actual: {} },
  first_purchase: ({ voucher, hasBought }) =>
    voucher.firstPurchaseOnly
      ? { holds: hasBought !== true, needed: {}, actual: { say: hasBought === true ? 'bought' : 'new' } }
      : null,
  person_limit: ({ voucher, personUses }) => counted(voucher.personLimit, personUses),
  code_unused: ({ isCodeUsed }) => ({
    holds: !isCodeUsed,
    needed: {},
    actual: { say: isCodeUsed ? 'used' : 'unused' },
  }),
  use_limit: ({ voucher }) => counted(voucher.useLimit, voucher.usedCount),
  budget: ({ voucher: { budgetAmount, budgetUsedAmount } }) =>
    budgetAmount === null
      ? null
      : {
          holds: budgetUsedAmount < budgetAmount,
          needed: { budgetAmount },
          actual: { usedAmount: budgetUsedAmount },
        },
};

/** Every condition that a voucher makes, each with what it asks for and what was found; what the cart must be is for its pricing. */
export const judgeVoucher = (given: VoucherCase): VoucherJudgement[] =>
  voucherConditions.flatMap((condition) => {
    const judgement = judges[condition](given);
    return judgement ? [{ condition, ...judgement }] : [];
  });

export const firstFailure = (judgements: VoucherJudgement[]): VoucherJudgement | undefined =>
  judgements.find(({ holds }) => !holds);

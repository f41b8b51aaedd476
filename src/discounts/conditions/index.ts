import { averageBasket } from './average-basket.js';
import { birthdayWithin } from './birthday-within.js';
import { boughtCategory } from './bought-category.js';
import { city } from './city.js';
import type { AnyCondition } from './condition.js';
import { customerType } from './customer-type.js';
import { kycLevel } from './kyc-level.js';
import { lastOrderBeforeDays } from './last-order-before-days.js';
import { lifetimeSpend } from './lifetime-spend.js';
import { orderCount } from './order-count.js';
import { registeredAnniversary } from './registered-anniversary.js';
import { segment } from './segment.js';
import { spendWithinDays } from './spend-within-days.js';

/** Every kind of condition, in the order in which the studio offers them. */
export const conditions: readonly AnyCondition[] = [
  birthdayWithin,
  registeredAnniversary,
  lifetimeSpend,
  spendWithinDays,
  orderCount,
  lastOrderBeforeDays,
  boughtCategory,
  averageBasket,
  customerType,
  city,
  kycLevel,
  segment,
];

const byCode = new Map(conditions.map((condition) => [condition.code, condition]));

export const conditionNamed = (code: string): AnyCondition | undefined => byCode.get(code);

/** @throws Error for a code that no stored definition can have: definitions are checked before they are stored. */
export function conditionFor(code: string): AnyCondition {
  const condition = byCode.get(code);
  if (!condition) throw new Error(`There is no condition ${code}.`);
  return condition;
}

import { birthdayWithin } from './birthday-within.js';
import type { AnyCondition } from './condition.js';
import { lifetimeSpend } from './lifetime-spend.js';

/** Every kind of condition, in the order in which the studio offers them. */
export const conditions: readonly AnyCondition[] = [birthdayWithin, lifetimeSpend];

const byCode = new Map(conditions.map((condition) => [condition.code, condition]));

export const conditionNamed = (code: string): AnyCondition | undefined => byCode.get(code);

/** @throws Error for a code that no stored definition can have: definitions are checked before they are stored. */
export function conditionFor(code: string): AnyCondition {
  const condition = byCode.get(code);
  if (!condition) throw new Error(`There is no condition ${code}.`);
  return condition;
}

import type { Statement } from '../../platform/statements.js';
import { leavesOf } from '../who.js';
import type { RuleOnDay, Stretch } from './grantees.js';

/** Why somebody is passed over of whom a rule would want to know more. */
export const skipReasons = ['birthday_missing', 'birthday_impossible', 'out_of_budget'] as const;
export type SkipReason = (typeof skipReasons)[number];
export type Skips = Partial<Record<SkipReason, number>>;

const isMissing = '(f.birth_month IS NULL OR f.birth_day IS NULL)';

/** 29 February is a day; whether a year has it is for the calendar of the feast. */
const isImpossible = `(f.birth_month NOT BETWEEN 1 AND 12 OR f.birth_day < 1
  OR f.birth_day > CASE WHEN f.birth_month = 2 THEN 29 WHEN f.birth_month IN (4, 6, 9, 11) THEN 30 ELSE 31 END)`;

const asksForBirthday = ({ definition }: RuleOnDay): boolean =>
  leavesOf(definition.who).some(({ code }) => code === 'birthday_within');

/** Counts the customers of a stretch whose birthday cannot be known; null for a rule that does not ask for it. */
export const countSkips = (rule: RuleOnDay, { after, upTo }: Stretch): Statement | null =>
  asksForBirthday(rule)
    ? {
        text: `SELECT COALESCE(SUM(${isMissing}), 0) AS birthday_missing, COALESCE(SUM(${isImpossible}), 0) AS birthday_impossible
          FROM customer_figures f WHERE f.person_id > ? AND f.person_id <= ? AND f.is_open = 1
            AND (${isMissing} OR ${isImpossible})`,
        params: [after, upTo],
      }
    : null;

export const addSkips = (one: Skips, other: Skips): Skips =>
  Object.fromEntries(
    skipReasons.flatMap((reason) => {
      const count = Number(one[reason] ?? 0) + Number(other[reason] ?? 0);
      return count > 0 ? [[reason, count]] : [];
    }),
  );

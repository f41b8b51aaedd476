import { z } from 'zod';
import { jakartaDate } from '../../platform/jakarta.js';
import { sum } from '../../platform/money.js';
import { amountArg } from '../definition.parts.js';
import { defineCondition } from './condition.js';
import { daysLater } from './feasts.js';

const SpendWithinDays = z.strictObject({ amount: amountArg.min(1), days: z.int().min(1).max(366) });
type SpendWithinDays = z.infer<typeof SpendWithinDays>;

/** First and last Jakarta day of the window; today is one of its days. */
const windowOf = ({ days }: SpendWithinDays, at: Date): [string, string] => {
  const today = jakartaDate(at);
  return [daysLater(today, 1 - days), today];
};

/** The customer paid at least so much for goods in the last days. */
export const spendWithinDays = defineCondition<SpendWithinDays>({
  code: 'spend_within_days',
  args: SpendWithinDays,
  fields: [
    { name: 'amount', type: 'rupiah', min: 1 },
    { name: 'days', type: 'whole', min: 1, max: 366, initial: 30 },
  ],
  where: (args, at) => ({
    sql: `(SELECT SUM(d.spend_amount) FROM customer_days d
           WHERE d.user_id = f.user_id AND d.wib_date BETWEEN ? AND ?) >= ?`,
    params: [...windowOf(args, at), args.amount],
  }),
  needs: ({ days }) => ({ days }),
  turns: ({ days }, { boughtOn }) => boughtOn.map((date) => daysLater(date, days)),
  buyersOnly: () => true,
  judge(args, facts, at) {
    const [first, last] = windowOf(args, at);
    const inside = facts.days.filter(({ date }) => date >= first && date <= last);
    const spent = sum(inside.map(({ spendAmount }) => spendAmount));
    const holds = spent >= args.amount;
    return {
      holds,
      needed: { leastAmount: args.amount, days: args.days },
      actual: { spentAmount: spent, days: args.days },
      unlocks: holds ? null : { missingAmount: args.amount - spent },
    };
  },
});

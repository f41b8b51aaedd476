import { z } from 'zod';
import { jakartaDate } from '../../platform/jakarta.js';
import { idArg } from '../definition.parts.js';
import { defineCondition, type Figures } from './condition.js';
import { daysLater } from './feasts.js';

const BoughtCategory = z.strictObject({
  category_id: idArg,
  within_days: z.int().min(1).max(3_650).optional(),
});
type BoughtCategory = z.infer<typeof BoughtCategory>;

/** The earliest Jakarta day that counts. */
const since = ({ within_days }: BoughtCategory, at: Date): string =>
  within_days === undefined ? '1970-01-01' : daysLater(jakartaDate(at), 1 - within_days);

const neededOf = ({ category_id, within_days }: BoughtCategory): Figures =>
  within_days === undefined
    ? { categoryId: category_id }
    : { say: 'lately', categoryId: category_id, days: within_days };

/** The customer bought something out of a category, ever or in the last days. */
export const boughtCategory = defineCondition<BoughtCategory>({
  code: 'bought_category',
  args: BoughtCategory,
  fields: [
    { name: 'category_id', type: 'category' },
    { name: 'within_days', type: 'whole', min: 1, max: 3_650, optional: true },
  ],
  where: (args, at) => ({
    sql: `EXISTS (SELECT 1 FROM purchase_lines l JOIN purchases p ON p.transaction_id = l.transaction_id
          WHERE l.user_id = f.user_id AND l.category_id = ? AND p.status = 'DONE'
            AND p.wib_date BETWEEN ? AND ?)`,
    params: [args.category_id, since(args, at), jakartaDate(at)],
  }),
  needs: () => ({ bought: true }),
  turns: ({ within_days: days }, { boughtOn }) =>
    days === undefined ? [] : boughtOn.map((date) => daysLater(date, days)),
  buyersOnly: () => true,
  judge(args, { bought }, at) {
    const last = bought.find(({ categoryId }) => categoryId === args.category_id)?.lastOn;
    const holds = last !== undefined && last >= since(args, at);
    const actual: Figures = last === undefined ? { say: 'never' } : { lastOn: last };
    const unlocks = holds ? null : { categoryId: args.category_id };
    return { holds, needed: neededOf(args), actual, unlocks };
  },
});

import { z } from 'zod';
import { defineCondition, type Figures } from './condition.js';

const count = z.int().min(0).max(1_000_000);

const OrderCount = z
  .strictObject({ least: count, most: count.optional() })
  .refine(({ least, most }) => most === undefined || most >= least, { path: ['most'], error: 'too_small' });
type OrderCount = z.infer<typeof OrderCount>;

function unlocksOf({ least, most }: OrderCount, orderCount: number): Figures | null {
  if (most !== undefined && orderCount > most) return null;
  return orderCount >= least ? null : { missing: least - orderCount };
}

/** The customer has finished so many purchases; `most: 0` means those who never bought. */
export const orderCount = defineCondition<OrderCount>({
  code: 'order_count',
  args: OrderCount,
  fields: [
    { name: 'least', type: 'whole', min: 0, initial: 1 },
    { name: 'most', type: 'whole', min: 0, optional: true },
  ],
  where: ({ least, most }) =>
    most === undefined
      ? { sql: 'f.order_count >= ?', params: [least] }
      : { sql: 'f.order_count BETWEEN ? AND ?', params: [least, most] },
  turns: () => [],
  buyersOnly: ({ least }) => least > 0,
  judge(args, { orderCount: count }) {
    const { least, most } = args;
    const holds = count >= least && (most === undefined || count <= most);
    const needed: Figures = most === undefined ? { least } : { say: 'range', least, most };
    return { holds, needed, actual: { count }, unlocks: unlocksOf(args, count) };
  },
});

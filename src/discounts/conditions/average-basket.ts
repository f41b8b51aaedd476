import { z } from 'zod';
import { amountArg } from '../definition.parts.js';
import { defineCondition } from './condition.js';

const AverageBasket = z.strictObject({ amount: amountArg.min(1) });
type AverageBasket = z.infer<typeof AverageBasket>;

/** The customer paid at least so much in the average of all purchases; who never bought has no average. */
export const averageBasket = defineCondition<AverageBasket>({
  code: 'average_basket',
  args: AverageBasket,
  fields: [{ name: 'amount', type: 'rupiah', min: 1 }],
  where: ({ amount }) => ({
    sql: 'f.order_count > 0 AND f.spend_amount >= ? * f.order_count',
    params: [amount],
  }),
  turns: () => [],
  buyersOnly: () => true,
  judge({ amount }, { orderCount, spendAmount }) {
    const needed = { leastAmount: amount };
    if (orderCount === 0)
      return { holds: false, needed, actual: { say: 'never' }, unlocks: { leastAmount: amount } };
    const holds = spendAmount >= amount * orderCount;
    return {
      holds,
      needed,
      actual: { averageAmount: Math.floor(spendAmount / orderCount), count: orderCount },
      unlocks: holds ? null : { leastAmount: amount },
    };
  },
});

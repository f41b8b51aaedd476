import { z } from 'zod';
import { amountArg } from '../definition.parts.js';
import { defineCondition } from './condition.js';

const LifetimeSpend = z.strictObject({ amount: amountArg.min(1) });
type LifetimeSpend = z.infer<typeof LifetimeSpend>;

/** The customer has paid at least so much for goods since they came. */
export const lifetimeSpend = defineCondition<LifetimeSpend>({
  code: 'lifetime_spend',
  args: LifetimeSpend,
  fields: [{ name: 'amount', type: 'rupiah', min: 1 }],
  where: ({ amount }) => ({ sql: 'f.spend_amount >= ?', params: [amount] }),
  turns: () => [],
  buyersOnly: () => true,
  judge({ amount }, { spendAmount }) {
    const holds = spendAmount >= amount;
    return {
      holds,
      needed: { leastAmount: amount },
      actual: { spentAmount: spendAmount },
      unlocks: holds ? null : { missingAmount: amount - spendAmount },
    };
  },
});

import { z } from 'zod';
import { customerTypes } from '../../users/index.js';
import { defineCondition } from './condition.js';

const CustomerTypeIs = z.strictObject({ type: z.enum(customerTypes) });
type CustomerTypeIs = z.infer<typeof CustomerTypeIs>;

/** The customer is of a type. */
export const customerType = defineCondition<CustomerTypeIs>({
  code: 'customer_type',
  args: CustomerTypeIs,
  fields: [{ name: 'type', type: 'choice', choices: customerTypes, initial: 'retail' }],
  where: ({ type }) => ({ sql: 'f.customer_type = ?', params: [type] }),
  turns: () => [],
  judge: ({ type }, facts) => ({
    holds: facts.customerType === type,
    needed: { type },
    actual: { type: facts.customerType },
    unlocks: null,
  }),
});

import { z } from 'zod';
import { amountArg, idArg, type FormField } from '../definition.parts.js';
import type { Reduction, Worth } from './effect.js';

const shape = {
  minimum_spend_amount: amountArg.default(0),
  stacking_group: z
    .string()
    .regex(/^[a-z][a-z0-9_-]{0,31}$/)
    .default('rules'),
  priority: z.int().min(1).max(999).default(100),
  product_ids: z.array(idArg).max(200).default([]),
  category_ids: z.array(idArg).max(50).default([]),
};

const percentBps = z.int().min(1).max(10_000);

/** So much off, in rupiah. */
export const FixedReduction = z.strictObject({
  kind: z.literal('FIXED'),
  amount: amountArg.min(1),
  ...shape,
});

/** So many basis points off, up to a cap where there is one. */
export const PercentReduction = z.strictObject({
  kind: z.literal('PERCENT'),
  percent_bps: percentBps,
  cap_amount: amountArg.min(1).optional(),
  ...shape,
});

/** The same where the most it can cost must be known beforehand. */
export const CappedReduction = PercentReduction.extend({ cap_amount: amountArg.min(1) });

export type ReductionArgs = z.infer<typeof FixedReduction> | z.infer<typeof PercentReduction>;

export const reductionFields: FormField[] = [
  { name: 'kind', type: 'choice', choices: ['PERCENT', 'FIXED'], initial: 'PERCENT' },
  { name: 'percent_bps', type: 'percent', min: 1, max: 10_000, optional: true },
  { name: 'cap_amount', type: 'rupiah', min: 1, optional: true },
  { name: 'amount', type: 'rupiah', min: 1, optional: true },
  { name: 'minimum_spend_amount', type: 'rupiah', min: 0, initial: 0 },
  { name: 'product_ids', type: 'products', optional: true },
  { name: 'category_ids', type: 'categories', optional: true },
  { name: 'stacking_group', type: 'text', max: 32, initial: 'rules' },
  { name: 'priority', type: 'whole', min: 1, max: 999, initial: 100 },
];

export const worthOf = (args: ReductionArgs): Worth =>
  args.kind === 'FIXED'
    ? { percentBps: null, amount: args.amount }
    : { percentBps: args.percent_bps, amount: args.cap_amount ?? null };

export const reductionOf = (args: ReductionArgs): Reduction => ({
  kind: args.kind,
  percentBps: args.kind === 'PERCENT' ? args.percent_bps : null,
  amount: args.kind === 'FIXED' ? args.amount : null,
  capAmount: args.kind === 'PERCENT' ? (args.cap_amount ?? null) : null,
  minimumSpendAmount: args.minimum_spend_amount,
  stackingGroup: args.stacking_group,
  priority: args.priority,
  productIds: args.product_ids,
  categoryIds: args.category_ids,
});

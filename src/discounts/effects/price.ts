import { z } from 'zod';
import { defineEffect } from './effect.js';
import { FixedReduction, PercentReduction, reductionFields, reductionOf, worthOf } from './reduction.js';

const Price = z.discriminatedUnion('kind', [FixedReduction, PercentReduction]);
type Price = z.infer<typeof Price>;

/** A lower price at the sale itself, without a code. */
export const price = defineEffect<Price>({
  code: 'price',
  kind: 'price',
  occasions: ['sale'],
  args: Price,
  fields: reductionFields,
  worth: worthOf,
  reduction: reductionOf,
});

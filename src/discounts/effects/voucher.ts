import { z } from 'zod';
import { defineEffect } from './effect.js';
import { CappedReduction, FixedReduction, reductionFields, reductionOf, worthOf } from './reduction.js';

const Voucher = z.discriminatedUnion('kind', [FixedReduction, CappedReduction]);
type Voucher = z.infer<typeof Voucher>;

/** A personal voucher for one sale. A percentage has a cap, so that the budget knows what it may cost. */
export const voucher = defineEffect<Voucher>({
  code: 'voucher',
  kind: 'voucher',
  occasions: ['daily', 'manual'],
  args: Voucher,
  fields: reductionFields,
  worth: worthOf,
  reduction: reductionOf,
});

import { z } from 'zod';
import { instant } from '../platform/http/paging.js';
import { paymentStates } from './payment.states.js';

const amount = z.number().int().min(0);

export const channelQuery = z.strictObject({
  amount: z
    .string()
    .regex(/^\d{1,12}$/)
    .transform(Number)
    .pipe(z.number().int().min(1)),
});

export const channelSchema = z.object({
  gateway: z.string(),
  method: z.string(),
  name: z.string(),
  group: z.string(),
  fee_amount: amount,
  min_amount: amount.nullable(),
  max_amount: amount.nullable(),
  active: z.boolean(),
});

/** A payment as its payer sees it. */
export const paymentResource = z.object({
  id: z.string(),
  gateway: z.string(),
  method: z.string(),
  method_name: z.string(),
  status: z.enum(paymentStates.states as [string, ...string[]]),
  amount,
  fee_amount: amount,
  pay_code: z.string().nullable(),
  qr_string: z.string().nullable(),
  checkout_url: z.string().nullable(),
  expires_at: instant,
  instructions: z.array(z.object({ title: z.string(), steps: z.array(z.string()) })),
});

export type PaymentResource = z.infer<typeof paymentResource>;

import { z } from 'zod';
import { emailSchema, nameSchema, phoneSchema } from '../users/index.js';
import { idParam, instant, pageQuery } from '../platform/http/paging.js';
import { transactionTypes } from './transaction.entity.js';
import { transactionStates } from './transaction.states.js';

/** Control, direction and other characters that cannot be seen, and halves of characters that no column takes. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}]/u;
const isSeen = (text: string): boolean => !unseen.test(text);

const text = (most: number) => z.string().trim().min(1).max(most).refine(isSeen, 'invalid_format');

/** Text of several lines, as people write an address. */
const lines = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((written) => isSeen(written.replace(/[\r\n]/g, '')), 'invalid_format');

/** A few words on one line. */
export const noteSchema = z.string().trim().max(100).refine(isSeen, 'invalid_format');

/** Through a company that collects for us. */
export const gatewayChoice = z.strictObject({
  gateway: z.enum(['tripay']),
  method: z.string().regex(/^[A-Z0-9]{2,32}$/),
});

/** Or at once from a wallet of one's own. */
const paymentChoice = z.discriminatedUnion('gateway', [
  gatewayChoice,
  z.strictObject({ gateway: z.literal('wallet'), wallet_id: idParam }),
]);

export const contactSchema = z.strictObject({ name: nameSchema, email: emailSchema, phone: phoneSchema });

export const shippingSchema = z.strictObject({
  recipient_name: nameSchema,
  phone: phoneSchema,
  address: lines(500).min(1),
  city: text(80),
  postal_code: z.string().regex(/^\d{5}$/),
  courier: text(24),
  note: lines(300).optional(),
});

const inputsSchema = z
  .record(z.string().min(1).max(40), z.string().max(200).refine(isSeen, 'invalid_format'))
  .refine((all) => Object.keys(all).length <= 12, 'too_big');

export const lineSchema = z.strictObject({
  product_id: idParam,
  quantity: z.number().int().min(1).max(1_000),
});

const sale = {
  PPOB: { type: z.literal('PPOB'), product_id: idParam, inputs: inputsSchema.default({}) },
  PURCHASE: {
    type: z.literal('PURCHASE'),
    lines: z.array(lineSchema).min(1).max(50),
    shipping: shippingSchema,
  },
};

/** What a customer types; which codes there are is for the vouchers to know. */
export const voucherCodeSchema = z.string().trim().min(1).max(64).refine(isSeen, 'invalid_format');

const anySale = {
  payment: paymentChoice,
  contact: contactSchema.optional(),
  voucher_code: voucherCodeSchema.optional(),
};

/** A digital product with its inputs, or physical goods with an address. */
export const placeSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...sale.PPOB, ...anySale }),
  z.strictObject({ ...sale.PURCHASE, ...anySale }),
]);

export type PlaceOrder = z.infer<typeof placeSchema>;

export const trackSchema = z.strictObject({
  number: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9A-Z-]{1,24}$/),
  phone: phoneSchema,
});

export const cancelSchema = z.strictObject({ reason: lines(300).min(3).optional() });

export const listQuery = z.strictObject({
  ...pageQuery,
  status: z.enum(transactionStates.states as [string, ...string[]]).optional(),
  type: z.enum(transactionTypes).optional(),
});

const amount = z.number().int().min(0);

/** What is off a sale and what it is called. */
export const discountResource = z.object({
  source: z.enum(['rule', 'grant', 'voucher']),
  name: z.string(),
  amount,
});

export const transactionResource = z.object({
  id: z.string(),
  number: z.string(),
  type: z.enum(transactionTypes),
  status: z.enum(transactionStates.states as [string, ...string[]]),
  wallet_id: z.string().nullable(),
  goods_amount: amount,
  discount_amount: amount,
  admin_fee_amount: amount,
  shipping_amount: amount,
  total_amount: amount,
  lines: z.array(
    z.object({
      product_id: z.string(),
      name: z.string(),
      quantity: z.number().int(),
      unit_amount: amount,
      total_amount: amount,
      discount_amount: amount,
    }),
  ),
  discounts: z.array(discountResource),
  inputs: z.record(z.string(), z.string()).nullable(),
  shipping: z.record(z.string(), z.string()).nullable(),
  payment: z
    .object({
      id: z.string(),
      gateway: z.string(),
      method: z.string(),
      method_name: z.string(),
      status: z.string(),
      amount,
      fee_amount: amount,
      pay_code: z.string().nullable(),
      qr_string: z.string().nullable(),
      checkout_url: z.string().nullable(),
      expires_at: instant,
      instructions: z.array(z.object({ title: z.string(), steps: z.array(z.string()) })),
    })
    .nullable(),
  fulfilment: z
    .object({
      status: z.string(),
      serial_number: z.string().nullable(),
      tracking_number: z.string().nullable(),
    })
    .nullable(),
  failure_code: z.string().nullable(),
  expires_at: instant,
  paid_at: instant.nullable(),
  created_at: instant,
  updated_at: instant,
});

export type TransactionResource = z.infer<typeof transactionResource>;

export const logResource = z.object({
  from_status: z.string().nullable(),
  to_status: z.string(),
  event: z.string(),
  reason: z.string().nullable(),
  by: z.enum(['customer', 'guest', 'staff', 'system']),
  created_at: instant,
});

export const statsResource = z.object({
  total_count: z.number().int(),
  success_count: z.number().int(),
  failed_count: z.number().int(),
  open_count: z.number().int(),
  spent_amount: amount,
  success_rate_bps: z.number().int().nullable(),
});

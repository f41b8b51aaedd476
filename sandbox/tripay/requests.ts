import { z } from 'zod';

/** Form bodies carry digits as text; JSON carries numbers. Both are accepted, decimals are not. */
const wholeNumber = z.union([
  z.int(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number)
    .pipe(z.int()),
]);
const filled = z.string().trim().min(1).max(255);
const optionalUrl = z
  .url({ protocol: /^https?$/ })
  .nullish()
  .transform((url) => url ?? null);

export const CreatePayment = z.object({
  method: filled,
  merchant_ref: filled,
  amount: wholeNumber.pipe(z.int().positive()),
  customer_name: filled,
  customer_email: z.email(),
  customer_phone: z
    .string()
    .regex(/^\+?\d{8,15}$/)
    .nullish(),
  order_items: z
    .array(
      z.object({
        sku: z.string().nullish(),
        name: filled,
        price: wholeNumber,
        quantity: wholeNumber.pipe(z.int().positive()),
        product_url: z.string().nullish(),
        image_url: z.string().nullish(),
      }),
    )
    .min(1),
  callback_url: optionalUrl,
  return_url: optionalUrl,
  expired_time: wholeNumber.nullish(),
  signature: z.string(),
});
export type CreatePayment = z.infer<typeof CreatePayment>;

/** No amount and no end: the buyer decides how much and how often. */
export const CreateOpenPayment = z.object({
  method: filled,
  merchant_ref: filled.nullish(),
  customer_name: filled.nullish(),
  signature: z.string(),
});
export type CreateOpenPayment = z.infer<typeof CreateOpenPayment>;

const localTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/)
  .optional();

export const OpenPaymentListQuery = z.object({
  reference: z.string().optional(),
  merchant_ref: z.string().optional(),
  start_date: localTime,
  end_date: localTime,
  per_page: z.coerce.number().int().min(1).max(100).default(25),
});
export type OpenPaymentListQuery = z.infer<typeof OpenPaymentListQuery>;

export const ChannelQuery = z.object({ code: z.string().optional() });
export const FeeQuery = z.object({ code: z.string().optional(), amount: z.coerce.number().int().positive() });
export const InstructionQuery = z.object({
  code: filled,
  pay_code: z.string().optional(),
  amount: z.coerce.number().int().positive().optional(),
  allow_html: z.enum(['0', '1']).optional(),
});
export const ReferenceQuery = z.object({ reference: filled });
export const ListQuery = z.object({
  page: z.coerce.number().int().positive().default(1),
  per_page: z.coerce.number().int().min(1).max(100).default(25),
  sort: z.enum(['asc', 'desc']).default('desc'),
  reference: z.string().optional(),
  merchant_ref: z.string().optional(),
  method: z.string().optional(),
  status: z.string().optional(),
});

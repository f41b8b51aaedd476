import sanitizeHtml from 'sanitize-html';
import { z } from 'zod';
import type {
  FeeRule,
  GatewayCode,
  GatewayPayment,
  GatewayReport,
  Instruction,
  ListedChannel,
} from '../gateway.js';

/** Amounts are numbers in the documentation and, now and then, digits in quotes on the wire. */
const amount = z
  .union([z.int(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.int().min(0).max(1_000_000_000_000));
const optionalAmount = amount.nullish().transform((value) => value ?? null);
const percent = z
  .union([z.number(), z.string().regex(/^\d+(\.\d+)?$/)])
  .transform(Number)
  .pipe(z.number().min(0).max(100));

/** Unix seconds: a number in callbacks and lists, a string in details. */
const moment = z
  .union([z.int(), z.string().regex(/^\d+$/).transform(Number)])
  .pipe(z.int().positive().max(32_503_680_000))
  .transform((seconds) => new Date(seconds * 1_000));
const optionalMoment = moment.nullish().transform((value) => value ?? null);

const name = z.string().regex(/^[\w.:/-]{1,64}$/);
const status = z.enum(['UNPAID', 'PAID', 'FAILED', 'EXPIRED', 'REFUND']);
const link = z
  .url({ protocol: /^https?$/ })
  .max(500)
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const kept = { allowedTags: ['b', 'i', 'br'], allowedAttributes: {} };

/** Text with nothing but closed `b` and `i` in it, one after another: what the sanitizer would give back unchanged. */
const harmless = /^[^<>&]*(?:<(b|i)>[^<>&]*<\/\1>[^<>&]*)*$/;

/** Nearly all steps are harmless, and the parser is the dearest part of reading an answer. */
const safe = (html: string) => {
  const text = html.slice(0, 2_000);
  return harmless.test(text) ? text : sanitizeHtml(text, kept);
};

const instructions = z
  .array(z.object({ title: z.string(), steps: z.array(z.string()) }))
  .nullish()
  .transform((guides): Instruction[] =>
    (guides ?? []).slice(0, 20).map(({ title, steps }) => ({
      title: safe(title),
      steps: steps.slice(0, 40).map(safe),
    })),
  );

const money = {
  fee_merchant: amount,
  fee_customer: amount,
};

const payCode = z
  .union([z.string(), z.int().transform(String)])
  .pipe(z.string().regex(/^[\x20-\x7e]{1,64}$/))
  .nullish();

/** Answer to create and detail: the channel code stands in `payment_method`. */
export const paymentSchema = z
  .object({
    reference: name,
    merchant_ref: name.nullish(),
    payment_method: name,
    payment_name: z.string().max(80).nullish(),
    amount,
    ...money,
    pay_code: payCode,
    pay_url: link,
    checkout_url: link,
    qr_string: z.string().max(1_000).nullish(),
    status,
    expired_time: moment,
    paid_at: optionalMoment,
    instructions,
  })
  .transform((data): GatewayPayment => ({
    reference: data.reference,
    merchantRef: data.merchant_ref ?? null,
    method: data.payment_method,
    methodName: data.payment_name ?? data.payment_method,
    status: data.status,
    isClosed: true,
    totalAmount: data.amount,
    customerFeeAmount: data.fee_customer,
    merchantFeeAmount: data.fee_merchant,
    paidAt: data.paid_at,
    payCode: data.pay_code ?? null,
    payUrl: data.pay_url,
    checkoutUrl: data.checkout_url,
    qrString: data.qr_string ?? null,
    instructions: data.instructions,
    expiresAt: data.expired_time,
  }));

/** Body of a callback: here `payment_method` is the display name and the code has a field of its own. */
export const callbackSchema = z
  .object({
    reference: name,
    merchant_ref: name.nullish(),
    payment_method_code: name,
    total_amount: amount,
    ...money,
    is_closed_payment: z.union([z.int(), z.boolean()]).transform((flag) => Number(flag) === 1),
    status,
    paid_at: optionalMoment,
  })
  .transform((body): GatewayReport => ({
    reference: body.reference,
    merchantRef: body.merchant_ref ?? null,
    method: body.payment_method_code,
    status: body.status,
    isClosed: body.is_closed_payment,
    totalAmount: body.total_amount,
    customerFeeAmount: body.fee_customer,
    merchantFeeAmount: body.fee_merchant,
    paidAt: body.paid_at,
  }));

/** Answer to a request for an open payment. */
export const standingCodeSchema = z
  .object({
    uuid: name,
    payment_method: name,
    payment_name: z.string().max(80).nullish(),
    pay_code: payCode,
    qr_string: z.string().max(1_000).nullish(),
  })
  .transform((data): GatewayCode => ({
    uuid: data.uuid,
    methodName: data.payment_name ?? data.payment_method,
    payCode: data.pay_code ?? null,
    qrString: data.qr_string ?? null,
  }));

/** Payments into an open payment: the channel code stands in `payment_method`, as in details. */
export const paidIntoSchema = z.array(
  z
    .object({
      reference: name,
      merchant_ref: name.nullish(),
      payment_method: name,
      amount,
      ...money,
      status,
      paid_at: optionalMoment,
    })
    .transform((row): GatewayReport => ({
      reference: row.reference,
      merchantRef: row.merchant_ref ?? null,
      method: row.payment_method,
      status: row.status,
      isClosed: false,
      totalAmount: row.amount,
      customerFeeAmount: row.fee_customer,
      merchantFeeAmount: row.fee_merchant,
      paidAt: row.paid_at,
    })),
);

/** Row of the transaction list; only the names are read, because the list is known to garble pay codes. */
export const listSchema = z.array(z.object({ reference: name, merchant_ref: z.string().nullish(), status }));

const fee = z
  .object({ flat: amount, percent })
  .transform((rule): FeeRule => ({ flat: rule.flat, bps: Math.round(rule.percent * 100) }));

export const channelsSchema = z.array(
  z
    .object({
      group: z.string().max(80),
      code: name,
      name: z.string().max(80),
      fee_merchant: fee,
      fee_customer: fee,
      minimum_fee: optionalAmount,
      maximum_fee: optionalAmount,
      minimum_amount: optionalAmount,
      maximum_amount: optionalAmount,
      active: z.boolean(),
    })
    .transform((row): ListedChannel => ({
      method: row.code,
      name: row.name,
      group: row.group,
      customerFee: row.fee_customer,
      merchantFee: row.fee_merchant,
      minimumFee: row.minimum_fee,
      maximumFee: row.maximum_fee,
      minimumAmount: row.minimum_amount,
      maximumAmount: row.maximum_amount,
      active: row.active,
    })),
);

/** Every answer's envelope; `success` decides, not the HTTP status. */
export const envelopeSchema = z.object({
  success: z.boolean(),
  message: z.string().nullish(),
  data: z.unknown().optional(),
});

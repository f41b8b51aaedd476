import { z } from 'zod';
import { idParam, instant, pageQuery, strict } from '../platform/http/paging.js';
import { gatewayChoice } from '../transactions/index.js';
import { escrowActions } from './escrow-actions.js';
import { goodsTypes } from './escrow.entity.js';
import { escrowStates, partStates } from './escrow.states.js';
import { feePayers } from './fee.js';
import type { TermsWish } from './terms.js';
import { trustResource } from './trust.presenter.js';

/** Control, direction and other characters that cannot be seen, and halves of characters that no column takes. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}]/u;
const line = (most: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(most)
    .refine((text) => !unseen.test(text), 'invalid_format');
const lines = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => !unseen.test(text.replace(/[\r\n\t]/g, '')), 'invalid_format');

const amount = z.number().int().min(1).max(Number.MAX_SAFE_INTEGER);
const hours = (most: number) => z.number().int().min(1).max(most);

const goods = z
  .enum(goodsTypes.map((type) => type.toLowerCase()) as ['goods', 'account', 'service'])
  .transform((type) => type.toUpperCase() as (typeof goodsTypes)[number]);

const mostDeliveryHours = 30 * 24;
const mostInspectionHours = 14 * 24;

const termsShape = {
  title: line(120),
  goods_type: goods,
  terms: lines(5_000).default(''),
  amount,
  fee_payer: z.enum(feePayers),
  delivery_hours: hours(mostDeliveryHours).optional(),
  inspection_hours: hours(mostInspectionHours).optional(),
  parts: z
    .array(strict({ title: line(120), amount, delivery_hours: hours(mostDeliveryHours).optional() }))
    .max(10)
    .optional()
    .describe('milestones, each delivered and released by itself; together they are the nominal'),
};

export const newEscrowSchema = strict({ role: z.enum(['buyer', 'seller']), ...termsShape });

export const amendSchema = strict(termsShape);

/** What the API calls terms, in the words of the domain. */
export const termsWishOf = (body: z.output<typeof amendSchema>): TermsWish => ({
  title: body.title,
  goodsType: body.goods_type,
  terms: body.terms,
  amount: body.amount,
  feePayer: body.fee_payer,
  deliveryHours: body.delivery_hours,
  inspectionHours: body.inspection_hours,
  parts: body.parts?.map(({ title, amount, delivery_hours }) => ({
    title,
    amount,
    deliveryHours: delivery_hours,
  })),
});

/** As people type it: the code itself checks what is in it. */
export const joinSchema = strict({ code: z.string().trim().min(1).max(64) });

export const agreementSchema = strict({ terms_version: z.number().int().min(1).max(1_000_000) });

export const reasonSchema = strict({ reason: line(500).optional() });

export const paymentSchema = strict({
  payment: z.discriminatedUnion('gateway', [
    gatewayChoice,
    z.strictObject({ gateway: z.literal('wallet'), wallet_id: idParam }),
  ]),
});

export const deliverySchema = strict({
  part_id: idParam.optional(),
  proof: lines(2_000).min(1),
  attachment_ids: z.array(idParam).max(10).default([]),
});

export const partSchema = strict({ part_id: idParam.optional() });

export const refundSchema = strict({ part_id: idParam.optional(), reason: line(500).optional() });

export const escrowListQuery = strict({
  role: z.enum(['buyer', 'seller']).optional(),
  status: z.enum(escrowStates.states as [string, ...string[]]).optional(),
  ...pageQuery,
});

const money = z.number().int();

const partResource = z.object({
  id: z.string().nullable().describe('empty until the money is held'),
  position: z.number().int(),
  title: z.string(),
  status: z.enum(partStates.states as [string, ...string[]]).nullable(),
  amount: money,
  fee_amount: money,
  held_amount: money,
  seller_receives_amount: money,
  refunded_amount: money,
  released_amount: money,
  delivery_hours: z.number().int(),
  deliver_by: instant.nullable(),
  delivered_at: instant.nullable(),
  inspect_by: instant.nullable(),
  settled_at: instant.nullable(),
});

const partyResource = z.object({
  name: z.string().describe('as strangers may see it'),
  agreed_version: z.number().int().nullable(),
  trust: trustResource.optional().describe('their record so far, where one deal is shown'),
});

export const escrowResource = z.object({
  id: z.string(),
  number: z.string(),
  status: z.enum(escrowStates.states as [string, ...string[]]),
  role: z.enum(['buyer', 'seller']).describe('the side on which you are'),
  title: z.string(),
  goods_type: z.enum(['goods', 'account', 'service']),
  terms: z.string(),
  terms_version: z.number().int(),
  agreed_version: z.number().int().nullable().describe('what you have accepted last'),
  amount: money,
  fee_payer: z.enum(feePayers),
  fee_amount: money,
  total_amount: money.describe('nominal and fee together'),
  buyer_pays_amount: money,
  seller_receives_amount: money,
  schedule_version: z.number().int(),
  delivery_hours: z.number().int(),
  inspection_hours: z.number().int(),
  counterpart: partyResource.nullable().describe('empty until somebody has joined'),
  parts: z.array(partResource),
  proofs: z
    .array(
      z.object({
        part_id: z.string(),
        body: z.string(),
        attachment_ids: z.array(z.string()),
        created_at: instant,
      }),
    )
    .describe('how the seller showed what was delivered'),
  frozen: z.boolean(),
  cancellation_asked: z.enum(['you', 'counterpart']).nullable(),
  countdowns: z.array(z.object({ name: z.string(), at: instant, part_id: z.string().nullable() })),
  actions: z.array(z.enum(escrowActions)),
  invitation_code: z.string().nullable().describe('for whoever proposed it, until somebody has joined'),
  transaction_id: z.string().nullable().describe('the payment, for its buyer'),
  created_at: instant,
  updated_at: instant,
});
export type EscrowResource = z.infer<typeof escrowResource>;

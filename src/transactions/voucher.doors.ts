import { z } from 'zod';
import { clock } from '../platform/clock.js';
import { customerOf, defineDoor, type Door } from '../platform/http/door.js';
import { dataOf, instant } from '../platform/http/paging.js';
import { personOf } from '../users/index.js';
import { claimedOffer, usableGrantsOf, type GrantLine } from '../discounts/index.js';
import { vouchersNaming, type OwnVoucher } from '../vouchers/index.js';
import { quoteCart, type QuotedCart } from './quote-cart.js';
import { discountResource, lineSchema, voucherCodeSchema } from './transaction.schema.js';

const tag = 'vouchers';
const amount = z.number().int().min(0);

/** Products and pieces, whatever they are: a cart has no address and no inputs yet. */
export const cartSchema = z.strictObject({ lines: z.array(lineSchema).min(1).max(50) });

export const cartResource = z.object({
  goods_amount: amount,
  discount_amount: amount,
  admin_fee_amount: amount,
  total_amount: amount,
  lines: z.array(
    z.object({
      product_id: z.string(),
      quantity: z.number().int(),
      unit_amount: amount,
      total_amount: amount,
      discount_amount: amount,
    }),
  ),
  discounts: z.array(discountResource),
});

export const presentCart = (cart: QuotedCart): z.infer<typeof cartResource> => ({
  goods_amount: cart.goodsAmount,
  discount_amount: cart.discountAmount,
  admin_fee_amount: cart.adminFeeAmount,
  total_amount: cart.totalAmount,
  lines: cart.lines.map((line, position) => ({
    product_id: line.product.id,
    quantity: line.quantity,
    unit_amount: line.unitAmount,
    total_amount: line.totalAmount,
    discount_amount: cart.discounted.lines[position]?.discountAmount ?? 0,
  })),
  discounts: cart.discounted.discounts.map(({ source, name, amount: off }) => ({
    source,
    name,
    amount: off,
  })),
});

export const ownVoucherResource = z.object({
  source: z.enum(['voucher', 'grant']),
  name: z.string(),
  code: z.string(),
  kind: z.enum(['PERCENT', 'FIXED']),
  percent_bps: z.number().int(),
  amount,
  cap_amount: amount.nullable(),
  minimum_spend_amount: amount,
  valid_from: instant,
  valid_until: instant.nullable(),
  uses_left: z.number().int().nullable(),
});

export const presentOwnVoucher = (own: OwnVoucher): z.infer<typeof ownVoucherResource> => ({
  source: 'voucher',
  name: own.name,
  code: own.code,
  kind: own.kind,
  percent_bps: own.percentBps,
  amount: own.amount,
  cap_amount: own.capAmount,
  minimum_spend_amount: own.minimumSpendAmount,
  valid_from: own.validFrom.toISOString(),
  valid_until: own.validUntil?.toISOString() ?? null,
  uses_left: own.usesLeft,
});

/** What a rule has granted, with the code that is good for its account alone. */
export function presentGrant(line: GrantLine): z.infer<typeof ownVoucherResource>[] {
  const offer = claimedOffer(line)?.offer;
  if (!offer || line.code === null) return [];
  return [
    {
      source: 'grant',
      name: line.name,
      code: line.code,
      kind: offer.kind,
      percent_bps: offer.percentBps,
      amount: offer.amount,
      cap_amount: offer.capAmount,
      minimum_spend_amount: offer.minimumSpendAmount,
      valid_from: line.createdAt.toISOString(),
      valid_until: line.validUntil?.toISOString() ?? null,
      uses_left: 1,
    },
  ];
}

export const voucherDoors: Door[] = [
  defineDoor({
    method: 'post',
    path: '/vouchers/validate',
    tag,
    summary: 'What a cart would cost with a voucher code; nothing is set aside',
    access: 'customer',
    body: z.strictObject({ code: voucherCodeSchema, cart: cartSchema }),
    success: { status: 200, schema: dataOf(cartResource) },
    refusals: [409],
    limit: { name: 'validate-voucher', points: 30, seconds: 60, by: 'actor' },
    async handle({ body: { code, cart }, actor, ip }) {
      const lines = cart.lines.map(({ product_id: productId, quantity }) => ({ productId, quantity }));
      return { body: { data: presentCart(await quoteCart(customerOf(actor), lines, { code, ip })) } };
    },
  }),
  defineDoor({
    method: 'get',
    path: '/vouchers/mine',
    tag,
    summary: 'The vouchers that are made for you',
    access: 'customer',
    success: { status: 200, schema: dataOf(z.array(ownVoucherResource)) },
    async handle({ actor }) {
      const { id } = customerOf(actor);
      const at = clock.now();
      const [own, granted] = await Promise.all([
        vouchersNaming(id, await personOf(id), at),
        usableGrantsOf(id, at),
      ]);
      return { body: { data: [...own.map(presentOwnVoucher), ...granted.flatMap(presentGrant)] } };
    },
  }),
];

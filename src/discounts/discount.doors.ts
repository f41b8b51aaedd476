import { z } from 'zod';
import { clock } from '../platform/clock.js';
import { customerOf, defineDoor, type Door } from '../platform/http/door.js';
import { dataOf } from '../platform/http/paging.js';
import type { Offer } from '../vouchers/index.js';
import { automaticOffers } from './automatic-offers.js';

const money = z.number().int();

const availableResource = z.object({
  rule_id: z.string(),
  name: z.string(),
  kind: z.enum(['PERCENT', 'FIXED']),
  percent_bps: z.number().int().describe('hundredths of one per cent; 0 for FIXED'),
  amount: money.describe('0 for PERCENT'),
  cap_amount: money.nullable(),
  minimum_spend_amount: money,
  product_ids: z.array(z.string()).describe('empty where products do not matter'),
  category_ids: z.array(z.string()).describe('empty where categories do not matter'),
});

const presentOffer = (offer: Offer): z.infer<typeof availableResource> => ({
  rule_id: offer.sourceId,
  name: offer.name,
  kind: offer.kind,
  percent_bps: offer.percentBps,
  amount: offer.amount,
  cap_amount: offer.capAmount,
  minimum_spend_amount: offer.minimumSpendAmount,
  product_ids: [...(offer.productIds ?? [])],
  category_ids: [...(offer.categoryIds ?? [])],
});

export const discountDoors: Door[] = [
  defineDoor({
    method: 'get',
    path: '/discounts/available',
    tag: 'discounts',
    summary: 'What is off my next purchase without a code',
    access: 'customer',
    success: { status: 200, schema: dataOf(z.array(availableResource)) },
    limit: { name: 'available-discounts', points: 120, seconds: 60, by: 'actor' },
    async handle({ actor }) {
      const offers = await automaticOffers(customerOf(actor).id, clock.now());
      return { body: { data: offers.map(({ offer }) => presentOffer(offer)) } };
    },
  }),
];

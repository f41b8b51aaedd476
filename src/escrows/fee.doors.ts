import { z } from 'zod';
import { clock } from '../platform/clock.js';
import { defineDoor, type Door } from '../platform/http/door.js';
import { dataOf } from '../platform/http/paging.js';
import { feePayers, quoteFee } from './fee.js';
import { presentQuote } from './fee.presenter.js';
import { scheduleInForce } from './fee-schedules.js';

const QuoteWish = z.strictObject({
  amount: z.int().min(1).describe('the nominal of the deal in rupiah'),
  fee_payer: z.enum(feePayers),
});

const money = z.number().int();

const quoteResource = z.object({
  amount: money,
  fee_amount: money,
  total_amount: money.describe('nominal and fee together'),
  buyer_pays_amount: money,
  seller_receives_amount: money,
  schedule_version: z.number().int(),
  cheaper_at: z
    .object({ amount: money, fee_amount: money, total_amount: money, saved_amount: money })
    .optional()
    .describe('a slightly lower nominal at which the fee falls by more than the nominal does'),
});

/** What a deal would cost; nothing is kept of the question. */
export const feeDoors: Door[] = [
  defineDoor({
    method: 'post',
    path: '/escrows/quotes',
    tag: 'escrows',
    summary: 'What a deal of this nominal costs, before anybody agrees to it',
    access: 'customer',
    body: QuoteWish,
    success: { status: 200, schema: dataOf(quoteResource) },
    limit: { name: 'quote-escrow', points: 120, seconds: 60, by: 'actor' },
    async handle({ body }) {
      const schedule = await scheduleInForce(clock.now());
      return { body: { data: presentQuote(quoteFee(body.amount, body.fee_payer, schedule)) } };
    },
  }),
];

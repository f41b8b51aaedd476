import { z } from 'zod';
import type { SaidRule } from '../discounts/index.js';
import { customerOf, defineDoor, type Door } from '../platform/http/door.js';
import { dataOf, idParam } from '../platform/http/paging.js';
import { explainCart, explainSaleToCustomer } from './explain-discounts.js';
import { transactionOfUser } from './transaction.read-model.js';
import { cartSchema } from './voucher.doors.js';

const tag = 'discounts';

const explainedRule = z.object({
  rule_id: z.string(),
  name: z.string(),
  is_given: z.boolean(),
  amount: z.number().int().describe('taken off by this rule; 0 when nothing was'),
  text: z.string().describe('what happened, or what stood in the way, in plain words'),
  unlocks: z.string().describe('what would change it; empty where nothing would'),
  conditions: z.array(
    z.object({ code: z.string(), needed: z.string(), actual: z.string(), unlocks: z.string() }),
  ),
});

const present = (said: SaidRule): z.infer<typeof explainedRule> => ({
  rule_id: said.ruleId,
  name: said.name,
  is_given: said.isGiven,
  amount: said.amount,
  text: said.text,
  unlocks: said.unlocks,
  conditions: said.reasons.map(({ code, needed, actual, unlocks }) => ({ code, needed, actual, unlocks })),
});

const success = { status: 200, schema: dataOf(z.array(explainedRule)) };

/** Why a discount was given or not, to the customer whom it concerns. */
export const explainDoors: Door[] = [
  defineDoor({
    method: 'get',
    path: '/discounts/explain',
    tag,
    summary: 'Why one of your sales had a discount, or had none, and what would unlock it',
    access: 'customer',
    query: z.strictObject({ transaction_id: idParam }),
    success,
    refusals: [404],
    limit: { name: 'explain-discounts', points: 60, seconds: 60, by: 'actor' },
    async handle({ query, actor, locale }) {
      const sale = await transactionOfUser(query.transaction_id, customerOf(actor).id);
      return { body: { data: (await explainSaleToCustomer(sale, locale)).map(present) } };
    },
  }),
  defineDoor({
    method: 'post',
    path: '/discounts/explain',
    tag,
    summary: 'Why a cart would have a discount, or none, before it is bought; nothing is set aside',
    access: 'customer',
    body: z.strictObject({ cart: cartSchema }),
    success,
    refusals: [409],
    limit: { name: 'explain-cart', points: 60, seconds: 60, by: 'actor' },
    async handle({ body: { cart }, actor, locale }) {
      const lines = cart.lines.map(({ product_id: productId, quantity }) => ({ productId, quantity }));
      return { body: { data: (await explainCart(customerOf(actor), lines, locale)).map(present) } };
    },
  }),
];

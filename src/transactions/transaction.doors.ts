import { z } from 'zod';
import type { Actor } from '../platform/actor.js';
import { customerOf, defineDoor, type Door } from '../platform/http/door.js';
import { dataOf, idParam, listOf } from '../platform/http/paging.js';
import { inTransaction } from '../platform/unit-of-work.js';
import type { PlacedSale } from './draft-sale.js';
import { placeTransaction } from './place-transaction.js';
import { claimRefund } from './refund-claim.js';
import {
  presentLog,
  presentTransaction,
  presentTransactions,
  presentWhole,
} from './transaction.presenter.js';
import {
  listTransactions,
  logsOfTransaction,
  statsOfUser,
  trackTransaction,
  transactionById,
  transactionOfUser,
} from './transaction.read-model.js';
import {
  cancelSchema,
  listQuery,
  logResource,
  placeSchema,
  statsResource,
  trackSchema,
  transactionResource,
} from './transaction.schema.js';
import { cancelTransaction } from './transaction.service.js';

const tag = 'transactions';
const oneParam = z.strictObject({ id: idParam });

const ownSale = (id: string, actor: Actor) => transactionOfUser(id, customerOf(actor).id);

const placed = ({ transaction, ...parts }: PlacedSale) => ({
  status: 201,
  body: { data: presentTransaction(transaction, parts) },
});

export const transactionDoors: Door[] = [
  defineDoor({
    method: 'post',
    path: '/transactions',
    tag,
    summary: 'Place a sale: a digital product, or physical goods with an address',
    access: 'optional',
    body: placeSchema,
    success: { status: 201, schema: dataOf(transactionResource) },
    refusals: [409],
    limit: { name: 'place-transaction', points: 30, seconds: 60, by: 'actor' },
    idempotent: {
      present: async (id) => ({ status: 201, body: { data: await presentWhole(await transactionById(id)) } }),
    },
    async handle({ body, actor, locale, ip, idempotency }) {
      const sale = await placeTransaction({ order: body, actor, locale, ip, idempotency, answer: placed });
      return { body: placed(sale).body };
    },
  }),
  defineDoor({
    method: 'get',
    path: '/transactions',
    tag,
    summary: 'Your sales, newest first',
    access: 'customer',
    query: listQuery,
    success: { status: 200, schema: listOf(transactionResource) },
    async handle({ query, actor }) {
      const { rows, page } = await listTransactions({ userId: customerOf(actor).id, ...query });
      return { body: { data: await presentTransactions(rows), page } };
    },
  }),
  defineDoor({
    method: 'get',
    path: '/transactions/stats/summary',
    tag,
    summary: 'Your figures: how many sales, how many went well, what you spent',
    access: 'customer',
    success: { status: 200, schema: dataOf(statsResource) },
    handle: async ({ actor }) => ({ body: { data: await statsOfUser(customerOf(actor).id) } }),
  }),
  defineDoor({
    method: 'post',
    path: '/transactions/track',
    tag,
    summary: 'Follow a sale by its number and the phone it was placed with',
    access: 'public',
    body: trackSchema,
    success: { status: 200, schema: dataOf(transactionResource) },
    refusals: [404],
    limit: { name: 'track-transaction', points: 10, seconds: 300 },
    handle: async ({ body }) => ({
      body: { data: await presentWhole(await trackTransaction(body.number, body.phone)) },
    }),
  }),
  defineDoor({
    method: 'get',
    path: '/transactions/:id',
    tag,
    summary: 'One of your sales',
    access: 'customer',
    params: oneParam,
    success: { status: 200, schema: dataOf(transactionResource) },
    refusals: [404],
    handle: async ({ params, actor }) => ({
      body: { data: await presentWhole(await ownSale(params.id, actor)) },
    }),
  }),
  defineDoor({
    method: 'get',
    path: '/transactions/:id/logs',
    tag,
    summary: 'The history of one of your sales',
    access: 'customer',
    params: oneParam,
    success: { status: 200, schema: dataOf(z.array(logResource)) },
    refusals: [404],
    async handle({ params, actor }) {
      const sale = await ownSale(params.id, actor);
      return { body: { data: (await logsOfTransaction(sale.id)).map(presentLog) } };
    },
  }),
  defineDoor({
    method: 'post',
    path: '/transactions/:id/cancel',
    tag,
    summary: 'Call off a sale that is not paid yet',
    access: 'customer',
    params: oneParam,
    body: cancelSchema,
    success: { status: 200, schema: dataOf(transactionResource) },
    refusals: [404, 409],
    async handle({ params, body, actor }) {
      const { id } = await ownSale(params.id, actor);
      const reason = body.reason ?? 'customer_changed_mind';
      const sale = await inTransaction(actor, (uow) => cancelTransaction(uow, { transactionId: id, reason }));
      return { body: { data: await presentWhole(sale) } };
    },
  }),
  defineDoor({
    method: 'post',
    path: '/refund-claims',
    tag,
    summary: "Take a guest's refund into your wallet with the link from the mail",
    access: 'customer',
    body: z.strictObject({ token: z.string().regex(/^[0-9a-f]{64}$/) }),
    success: {
      status: 200,
      schema: dataOf(z.object({ transaction_id: z.string(), amount: z.number().int() })),
    },
    refusals: [404, 409],
    limit: { name: 'claim-refund', points: 10, seconds: 300, by: 'actor' },
    async handle({ body, actor }) {
      const { id: userId } = customerOf(actor);
      const { transactionId, amount } = await inTransaction(actor, (uow) =>
        claimRefund(uow, { userId, token: body.token }),
      );
      return { body: { data: { transaction_id: transactionId, amount } } };
    },
  }),
];

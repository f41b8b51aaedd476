import { z } from 'zod';
import { customerOf, defineDoor, type Door } from '../platform/http/door.js';
import { dataOf, idParam, listOf, pageQuery } from '../platform/http/paging.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { quoteWithdrawal } from './withdrawal-fee.js';
import {
  presentWithdrawal,
  presentWithdrawals,
  quoteResource,
  withdrawalResource,
} from './withdrawal.presenter.js';
import { listWithdrawals, withdrawalOfUser } from './withdrawal.read-model.js';
import { cancelWithdrawal } from './withdrawal.service.js';

const tag = 'wallets';
const oneParam = z.strictObject({ id: idParam });

/** Plain digits only, as for page sizes. */
const amountInQuery = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number);

/** What customers may ask about withdrawals; asking for one stands with the transactions, among which it shows. */
export const withdrawalReadingDoors: Door[] = [
  defineDoor({
    method: 'get',
    path: '/withdrawals/quote',
    tag,
    summary: 'What a withdrawal of this amount costs',
    access: 'customer',
    query: z.strictObject({ amount: amountInQuery }),
    success: { status: 200, schema: dataOf(quoteResource) },
    handle({ query }) {
      const { amount, feeAmount, totalAmount } = quoteWithdrawal(query.amount);
      return Promise.resolve({
        body: { data: { amount, fee_amount: feeAmount, total_amount: totalAmount } },
      });
    },
  }),
  defineDoor({
    method: 'get',
    path: '/withdrawals',
    tag,
    summary: 'Your withdrawals from all wallets, newest first',
    access: 'customer',
    query: z.strictObject(pageQuery),
    success: { status: 200, schema: listOf(withdrawalResource) },
    async handle({ query, actor }) {
      const { rows, page } = await listWithdrawals({ userId: customerOf(actor).id, ...query });
      return { body: { data: await presentWithdrawals(rows), page } };
    },
  }),
  defineDoor({
    method: 'get',
    path: '/wallets/:id/withdrawals',
    tag,
    summary: 'The withdrawals of one of your wallets, newest first',
    access: 'customer',
    params: oneParam,
    query: z.strictObject(pageQuery),
    success: { status: 200, schema: listOf(withdrawalResource) },
    async handle({ params, query, actor }) {
      const wish = { userId: customerOf(actor).id, walletId: params.id, ...query };
      const { rows, page } = await listWithdrawals(wish);
      return { body: { data: await presentWithdrawals(rows), page } };
    },
  }),
  defineDoor({
    method: 'get',
    path: '/withdrawals/:id',
    tag,
    summary: 'One of your withdrawals',
    access: 'customer',
    params: oneParam,
    success: { status: 200, schema: dataOf(withdrawalResource) },
    refusals: [404],
    handle: async ({ params, actor }) => ({
      body: { data: await presentWithdrawal(await withdrawalOfUser(params.id, customerOf(actor).id)) },
    }),
  }),
  defineDoor({
    method: 'post',
    path: '/withdrawals/:id/cancel',
    tag,
    summary: 'Call off a withdrawal that nobody has decided yet',
    access: 'customer',
    params: oneParam,
    success: { status: 200, schema: dataOf(withdrawalResource) },
    refusals: [404, 409],
    async handle({ params, actor }) {
      const wish = { withdrawalId: params.id, userId: customerOf(actor).id };
      const withdrawal = await inTransaction(actor, (uow) => cancelWithdrawal(uow, wish));
      return { body: { data: await presentWithdrawal(withdrawal) } };
    },
  }),
];

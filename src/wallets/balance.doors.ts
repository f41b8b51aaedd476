import { z } from 'zod';
import { customerOf, defineDoor, type Door, type Visit } from '../platform/http/door.js';
import { dataOf, idParam, listOf } from '../platform/http/paging.js';
import { ownWalletView } from './own-wallets.js';
import { presentMutation, presentWallet } from './wallet.presenter.js';
import { mutationsOf } from './wallet.read-model.js';
import { balanceResource, mutationQuery, mutationResource, walletResource } from './wallet.schema.js';

const tag = 'wallets';

type Asked = Pick<Visit<unknown, z.infer<typeof mutationQuery>, unknown>, 'actor' | 'locale' | 'query'>;

async function listMutations({ actor, locale, query }: Asked, walletId?: string) {
  const wallet = await ownWalletView(customerOf(actor), walletId);
  const { rows, page } = await mutationsOf(wallet, query);
  return { body: { data: rows.map((row) => presentMutation(row, locale)), page } };
}

/** What is in a wallet and what moved it; without the id of one, in the default wallet. */
export const balanceDoors: Door[] = [
  defineDoor({
    method: 'get',
    path: '/wallets/:id/mutations',
    tag,
    summary: 'What moved the balance of a wallet, newest first, with the balance after each line',
    access: 'customer',
    params: z.strictObject({ id: idParam }),
    query: mutationQuery,
    success: { status: 200, schema: listOf(mutationResource) },
    refusals: [404],
    handle: (visit) => listMutations(visit, visit.params.id),
  }),
  defineDoor({
    method: 'get',
    path: '/wallet',
    tag,
    summary: 'Your default wallet',
    access: 'customer',
    success: { status: 200, schema: dataOf(walletResource) },
    handle: async ({ actor }) => ({
      body: { data: presentWallet(await ownWalletView(customerOf(actor))) },
    }),
  }),
  defineDoor({
    method: 'get',
    path: '/wallet/balance',
    aliases: ['/users/me/balance'],
    tag,
    summary: 'What is in your default wallet',
    access: 'customer',
    success: { status: 200, schema: dataOf(balanceResource) },
    async handle({ actor }) {
      const wallet = presentWallet(await ownWalletView(customerOf(actor)));
      return { body: { data: balanceResource.parse(wallet) } };
    },
  }),
  defineDoor({
    method: 'get',
    path: '/wallet/history',
    tag,
    summary: 'What moved the balance of your default wallet, newest first',
    access: 'customer',
    query: mutationQuery,
    success: { status: 200, schema: listOf(mutationResource) },
    handle: (visit) => listMutations(visit),
  }),
];

import { z } from 'zod';
import { notFound } from '../platform/errors.js';
import { customerOf, defineDoor, type Door } from '../platform/http/door.js';
import { dataOf, idParam } from '../platform/http/paging.js';
import { claimKey } from '../platform/idempotency.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { ownWallets } from './own-wallets.js';
import { presentWallet } from './wallet.presenter.js';
import { walletById, walletView } from './wallet.read-model.js';
import { assertRupiah, changeWalletSchema, newWalletSchema, walletResource } from './wallet.schema.js';
import { closeWallet, createWallet, makeDefault, renameWallet } from './wallet.service.js';

const tag = 'wallets';
const oneParam = z.strictObject({ id: idParam });
const oneWallet = { status: 200, schema: dataOf(walletResource) } as const;

const presentOwn = async (id: string, userId: string) => ({
  data: presentWallet(await walletView(id, userId)),
});

/** Opening, naming and closing; what is in wallets and what moved it is read at other doors. */
export const walletDoors: Door[] = [
  defineDoor({
    method: 'get',
    path: '/wallets',
    tag,
    summary: 'Your wallets with what is in them, the default one first',
    access: 'customer',
    success: { status: 200, schema: dataOf(z.array(walletResource)) },
    handle: async ({ actor }) => ({
      body: { data: (await ownWallets(customerOf(actor))).map(presentWallet) },
    }),
  }),
  defineDoor({
    method: 'post',
    path: '/wallets',
    tag,
    summary: 'Open a further wallet, in rupiah',
    access: 'customer',
    body: newWalletSchema,
    success: { status: 201, schema: dataOf(walletResource) },
    refusals: [409],
    limit: { name: 'open-wallet', points: 20, seconds: 3_600, by: 'actor' },
    idempotent: {
      async present(id) {
        const wallet = await walletById(id);
        if (!wallet) throw notFound('wallet');
        return { status: 201, body: await presentOwn(id, wallet.userId) };
      },
    },
    async handle({ body, actor, idempotency }) {
      const { id: userId } = customerOf(actor);
      assertRupiah(body.currency);
      const id = newId();
      await inTransaction(actor, async (uow) => {
        claimKey(uow, idempotency, id);
        await createWallet(uow, { userId, name: body.name, id });
      });
      return { body: await presentOwn(id, userId) };
    },
  }),
  defineDoor({
    method: 'get',
    path: '/wallets/:id',
    tag,
    summary: 'One of your wallets',
    access: 'customer',
    params: oneParam,
    success: oneWallet,
    refusals: [404],
    handle: async ({ params, actor }) => ({ body: await presentOwn(params.id, customerOf(actor).id) }),
  }),
  defineDoor({
    method: 'patch',
    path: '/wallets/:id',
    tag,
    summary: 'Rename a wallet, or make it the one where money goes that names none',
    access: 'customer',
    params: oneParam,
    body: changeWalletSchema,
    success: oneWallet,
    refusals: [404, 409],
    async handle({ params, body, actor }) {
      const which = { walletId: params.id, userId: customerOf(actor).id };
      await inTransaction(actor, async (uow) => {
        if (body.is_default) await makeDefault(uow, which);
        if (body.name !== undefined) await renameWallet(uow, { ...which, name: body.name });
      });
      return { body: await presentOwn(params.id, which.userId) };
    },
  }),
  defineDoor({
    method: 'delete',
    path: '/wallets/:id',
    tag,
    summary: 'Close an empty wallet for good',
    access: 'customer',
    params: oneParam,
    success: oneWallet,
    refusals: [404, 409],
    async handle({ params, actor }) {
      const which = { walletId: params.id, userId: customerOf(actor).id };
      await inTransaction(actor, (uow) => closeWallet(uow, which));
      return { body: await presentOwn(params.id, which.userId) };
    },
  }),
];

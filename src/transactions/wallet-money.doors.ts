import { z } from 'zod';
import { customerOf, defineDoor, type Door, type Visit } from '../platform/http/door.js';
import { dataOf, idParam } from '../platform/http/paging.js';
import { ownWalletView } from '../wallets/index.js';
import { topUp } from './top-up.js';
import { transferMade } from './transfer.read-model.js';
import { rehearseTransfer, transfer } from './transfer.js';
import { presentTransaction, presentWhole } from './transaction.presenter.js';
import { transactionById } from './transaction.read-model.js';
import { transactionResource } from './transaction.schema.js';
import { presentTransfer, topUpSchema, transferResource, transferSchema } from './wallet-money.schema.js';

const oneParam = z.strictObject({ id: idParam });

type Asked<Body> = Pick<Visit<unknown, unknown, Body>, 'actor' | 'locale' | 'body' | 'idempotency'>;

async function fill(visit: Asked<z.infer<typeof topUpSchema>>, walletId?: string) {
  const { locale, body, idempotency } = visit;
  const actor = customerOf(visit.actor);
  const { id } = await ownWalletView(actor, walletId);
  const { transaction, ...parts } = await topUp({ actor, locale, walletId: id, idempotency, ...body });
  return { body: { data: presentTransaction(transaction, parts) } };
}

async function send(visit: Asked<z.infer<typeof transferSchema>>, walletId?: string) {
  const { locale, idempotency } = visit;
  const { dry_run: isDryRun, ...body } = visit.body;
  const actor = customerOf(visit.actor);
  const { id } = await ownWalletView(actor, walletId);
  const wish = { actor, locale, walletId: id, ...body };
  const made = isDryRun ? await rehearseTransfer(wish) : await transfer({ ...wish, idempotency });
  return { status: isDryRun ? 200 : 201, body: { data: presentTransfer(made, { isDryRun }) } };
}

const topUpDoor = {
  method: 'post',
  tag: 'wallets',
  access: 'customer',
  body: topUpSchema,
  success: { status: 201, schema: dataOf(transactionResource) },
  limit: { name: 'top-up', points: 30, seconds: 300, by: 'actor' },
  idempotent: {
    present: async (id: string) => ({
      status: 201,
      body: { data: await presentWhole(await transactionById(id)) },
    }),
  },
} as const;

const transferDoor = {
  method: 'post',
  tag: 'wallets',
  access: 'customer',
  body: transferSchema,
  success: { status: 201, also: 200, schema: dataOf(transferResource) },
  limit: { name: 'transfer', points: 60, seconds: 300, by: 'actor' },
  idempotent: {
    present: async (id: string) => ({
      status: 201,
      body: { data: presentTransfer(await transferMade(id), { isDryRun: false }) },
    }),
  },
} as const;

/** Money into a wallet and on to other people; without the id of one, the default wallet is meant. */
export const walletMoneyDoors: Door[] = [
  defineDoor({
    ...topUpDoor,
    path: '/wallets/:id/topups',
    summary: 'Put money into a wallet through a gateway',
    params: oneParam,
    refusals: [404, 409],
    handle: (visit) => fill(visit, visit.params.id),
  }),
  defineDoor({
    ...topUpDoor,
    path: '/wallet/topup',
    summary: 'Put money into your default wallet through a gateway',
    refusals: [409],
    handle: (visit) => fill(visit),
  }),
  defineDoor({
    ...transferDoor,
    path: '/wallets/:id/transfers',
    summary: 'Send money to a customer by e-mail or phone, or to another wallet of yours by its id',
    params: oneParam,
    refusals: [403, 404, 409],
    handle: (visit) => send(visit, visit.params.id),
  }),
  defineDoor({
    ...transferDoor,
    path: '/wallet/transfer',
    summary: 'Send money from your default wallet',
    refusals: [403, 404, 409],
    handle: (visit) => send(visit),
  }),
];

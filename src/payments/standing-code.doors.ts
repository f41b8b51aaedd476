import { z } from 'zod';
import { customerOf, defineDoor, type Door } from '../platform/http/door.js';
import { dataOf, idParam } from '../platform/http/paging.js';
import { ownWalletView } from '../wallets/index.js';
import {
  presentStandingCode,
  standingChannelSchema,
  standingChoice,
  standingCodeResource,
} from './standing-code.presenter.js';
import { standingChannels, standingCode, standingCodesOf } from './standing-code.service.js';

const oneParam = z.strictObject({ id: idParam });

/** Codes into which a customer pays any amount, any number of times; each payment is a top-up of the wallet. */
export const standingCodeDoors: Door[] = [
  defineDoor({
    method: 'get',
    path: '/payments/standing-channels',
    tag: 'payments',
    summary: 'Channels in which a wallet can have a standing code',
    access: 'public',
    success: { status: 200, schema: dataOf(z.array(standingChannelSchema)) },
    handle: () => Promise.resolve({ body: { data: standingChannels() } }),
  }),
  defineDoor({
    method: 'get',
    path: '/wallets/:id/standing-codes',
    tag: 'wallets',
    summary: 'The standing codes of a wallet',
    access: 'customer',
    params: oneParam,
    success: { status: 200, schema: dataOf(z.array(standingCodeResource)) },
    refusals: [404],
    async handle({ actor, params }) {
      const { id } = await ownWalletView(customerOf(actor), params.id);
      return { body: { data: (await standingCodesOf(id)).map(presentStandingCode) } };
    },
  }),
  defineDoor({
    method: 'post',
    path: '/wallets/:id/standing-codes',
    tag: 'wallets',
    summary:
      'The standing code of a wallet in a channel, made when there is none; asked again, it is the same',
    access: 'customer',
    params: oneParam,
    body: standingChoice,
    success: { status: 201, schema: dataOf(standingCodeResource) },
    refusals: [404, 409],
    limit: { name: 'standing-code', points: 20, seconds: 3_600, by: 'actor' },
    async handle({ actor, params, body }) {
      const owner = customerOf(actor);
      const code = await standingCode(owner, { walletId: params.id, ...body });
      return { body: { data: presentStandingCode(code) } };
    },
  }),
];

import { newId } from '../../src/platform/ids.js';
import {
  aDeliveredDeal,
  aHeldDeal,
  anAgreedDeal,
  dealOf,
  dealWish,
  type Deal,
} from '../factories/escrows.js';
import { aCustomer } from '../factories/users.js';
import { aFilledWallet } from '../factories/wallets.js';
import { as } from '../app.js';
import type { Drive } from './drives.js';
import type { Shot } from './shots.js';

/** Nobody, a stranger, and a name that no deal can have: what every door of one deal refuses alike. */
const refusals = async (id: string, body?: object): Promise<Shot[]> => {
  const [stranger, sent] = [await aCustomer(), body ? { body } : {}];
  return [
    { status: 404, as: stranger, params: { id }, ...sent },
    { status: 404, as: stranger, params: { id: newId() }, ...sent },
    { status: 422, as: stranger, params: { id: 'x' }, ...sent },
    { status: 401, params: { id }, ...sent },
  ];
};

/** A step of the side whose it is; the other side is refused, and so is the same step again. */
const step =
  (make: () => Promise<Deal>, side: 'buyer' | 'seller', values: object): Drive =>
  async () => {
    const deal = await make();
    const body = { part_id: deal.shown.parts[0]?.id, ...values };
    const other = side === 'buyer' ? deal.seller : deal.buyer;
    const params = { id: deal.id };
    const first: Shot = { status: 200, as: deal[side], params, body };
    return [
      first,
      { status: 403, as: other, params, body },
      { ...first, status: 409 },
      { ...first, status: 422, body: { ...body, unknown: true } },
      { ...first, status: 400, headers: { 'Idempotency-Key': '' } },
      ...(await refusals(deal.id, body)),
    ];
  };

const newTerms = { title: 'Jasa desain', goods_type: 'service', amount: 50_000, fee_payer: 'buyer' };

export const escrowDrives: Record<string, Drive> = {
  'POST /api/v1/escrows/quotes': async () => {
    const [user, body] = [await aCustomer(), { amount: 101_500, fee_payer: 'split' }];
    return [
      { status: 200, as: user, body },
      { status: 422, as: user, body: { ...body, amount: 9_999 } },
      { status: 422, as: user, body: { ...body, fee_payer: 'shop' } },
      { status: 401, body },
    ];
  },
  'POST /api/v1/escrows': async () => {
    const user = await aCustomer();
    const parts = [
      { title: 'Rancangan', amount: 100_000 },
      { title: 'Hasil', amount: 150_000, delivery_hours: 48 },
    ];
    return [
      { status: 201, as: user, body: dealWish() },
      { status: 201, as: user, body: dealWish({ role: 'seller', parts, goods_type: 'service' }) },
      { status: 422, as: user, body: dealWish({ parts: parts.slice(1) }) },
      { status: 422, as: user, body: dealWish({ amount: 9_999 }) },
      { status: 422, as: user, body: dealWish({ fee_payer: 'shop' }) },
      { status: 400, as: user, body: dealWish(), headers: { 'Idempotency-Key': '' } },
      { status: 401, body: dealWish() },
    ];
  },
  'GET /api/v1/escrows': async () => {
    const { buyer } = await aHeldDeal();
    return [
      { status: 200, as: buyer },
      { status: 200, as: buyer, query: { role: 'seller', status: 'HELD', limit: '1' } },
      { status: 422, as: buyer, query: { role: 'judge' } },
      { status: 422, as: buyer, query: { limit: '0' } },
      { status: 401 },
    ];
  },
  'POST /api/v1/escrows/join': async () => {
    const [creator, joiner] = [await aCustomer(), await aCustomer()];
    const { invitation_code: code } = dealOf(await as(creator).post('/escrows', dealWish()));
    const second = dealOf(await as(creator).post('/escrows', dealWish()));
    return [
      { status: 200, as: joiner, body: { code } },
      { status: 404, as: await aCustomer(), body: { code } },
      { status: 409, as: creator, body: { code: second.invitation_code } },
      { status: 422, as: joiner, body: { code: '' } },
      { status: 401, body: { code } },
    ];
  },
  'GET /api/v1/escrows/{id}': async () => {
    const { buyer, seller, id } = await aDeliveredDeal();
    return [
      { status: 200, as: buyer, params: { id } },
      { status: 200, as: seller, params: { id } },
      ...(await refusals(id)),
    ];
  },
  'POST /api/v1/escrows/{id}/invitation': async () => {
    const creator = await aCustomer();
    const { id } = dealOf(await as(creator).post('/escrows', dealWish()));
    const joined = await anAgreedDeal();
    return [
      { status: 200, as: creator, params: { id } },
      { status: 404, as: joined.buyer, params: { id: joined.id } },
      ...(await refusals(id)),
    ];
  },
  'POST /api/v1/escrows/{id}/terms': async () => {
    const [open, held] = [await anAgreedDeal(), await aHeldDeal()];
    const params = { id: open.id };
    return [
      { status: 200, as: open.seller, params, body: newTerms },
      { status: 409, as: held.buyer, params: { id: held.id }, body: newTerms },
      { status: 422, as: open.buyer, params, body: { ...newTerms, amount: 1 } },
      ...(await refusals(open.id, newTerms)),
    ];
  },
  'POST /api/v1/escrows/{id}/agreement': async () => {
    const [creator, joiner] = [await aCustomer(), await aCustomer()];
    const { id, invitation_code: code } = dealOf(await as(creator).post('/escrows', dealWish()));
    await as(joiner).post('/escrows/join', { code });
    const body = { terms_version: 1 };
    return [
      { status: 200, as: joiner, params: { id }, body },
      { status: 200, as: joiner, params: { id }, body },
      { status: 409, as: creator, params: { id }, body: { terms_version: 2 } },
      { status: 422, as: creator, params: { id }, body: { terms_version: 0 } },
      ...(await refusals(id, body)),
    ];
  },
  'POST /api/v1/escrows/{id}/payment': async () => {
    const [one, other] = [await anAgreedDeal(), await anAgreedDeal()];
    const wallet = await aFilledWallet(one.buyer.id, one.shown.buyer_pays_amount);
    const body = { payment: { gateway: 'wallet', wallet_id: wallet.id } };
    const briva = { payment: { gateway: 'tripay', method: 'BRIVA' } };
    const first: Shot = { status: 200, as: one.buyer, params: { id: one.id }, body };
    return [
      first,
      { ...first, status: 409 },
      { ...first, status: 403, as: one.seller },
      { status: 200, as: other.buyer, params: { id: other.id }, body: briva },
      { status: 404, as: other.buyer, params: { id: other.id }, body },
      { ...first, status: 422, body: { payment: { gateway: 'cash' } } },
      { ...first, status: 400, headers: { 'Idempotency-Key': '' } },
      ...(await refusals(one.id, body)),
    ];
  },
  'POST /api/v1/escrows/{id}/delivery': step(aHeldDeal, 'seller', { proof: 'Sudah saya kirim.' }),
  'POST /api/v1/escrows/{id}/confirmation': step(aDeliveredDeal, 'buyer', {}),
  'POST /api/v1/escrows/{id}/extension': step(aDeliveredDeal, 'buyer', {}),
  'POST /api/v1/escrows/{id}/refund': step(aHeldDeal, 'seller', { reason: 'Barang rusak' }),
  'POST /api/v1/escrows/{id}/cancellation': async () => {
    const { buyer, seller, id } = await aHeldDeal();
    const body = { reason: 'Berubah pikiran' };
    return [
      { status: 200, as: buyer, params: { id }, body },
      { status: 409, as: buyer, params: { id }, body },
      { status: 200, as: seller, params: { id }, body },
      { status: 409, as: seller, params: { id }, body },
      { status: 422, as: seller, params: { id }, body: { reason: '' } },
      ...(await refusals(id, body)),
    ];
  },
};

import { newId } from '../../src/platform/ids.js';
import {
  aCaseUnderReview,
  aDisputedDeal,
  decide,
  verdict,
  type DisputedDeal,
} from '../factories/disputes.js';
import { aDeliveredDeal } from '../factories/escrows.js';
import { aCustomer } from '../factories/users.js';
import type { Drive } from './drives.js';
import type { Shot } from './shots.js';

/** Nobody, a stranger, and a name that no deal can have: what every door of one case refuses alike. */
const refusals = async (id: string, body?: object): Promise<Shot[]> => {
  const [stranger, sent] = [await aCustomer(), body ? { body } : {}];
  return [
    { status: 404, as: stranger, params: { id }, ...sent },
    { status: 404, as: stranger, params: { id: newId() }, ...sent },
    { status: 422, as: stranger, params: { id: 'x' }, ...sent },
    { status: 401, params: { id }, ...sent },
  ];
};

async function aDecidedDeal(): Promise<DisputedDeal> {
  const deal = await aCaseUnderReview();
  await decide(deal.judge, verdict(deal.dispute.id));
  return deal;
}

/** A deed that a case takes once; without a key, with a field too many, and again it is refused. */
const once = async (
  { id, buyer }: Pick<DisputedDeal, 'id' | 'buyer'>,
  status: number,
  body: object,
): Promise<[Shot, ...Shot[]]> => {
  const first: Shot = { status, as: buyer, params: { id }, body };
  return [
    first,
    { ...first, status: 409 },
    { ...first, status: 400, headers: { 'Idempotency-Key': '' } },
    ...(await refusals(id, body)),
  ];
};

const evidence = { category: 'item', text: 'Foto barang saat dibuka.' };

export const disputeDrives: Record<string, Drive> = {
  'POST /api/v1/escrows/{id}/dispute': async () => {
    const deal = await aDeliveredDeal();
    const body = {
      category: 'fake_proof',
      statement: 'Resi yang dikirim bukan milik paket ini.',
      evidence: [evidence],
    };
    return [
      ...(await once(deal, 201, body)),
      { status: 422, as: deal.buyer, params: { id: deal.id }, body: { ...body, category: 'x' } },
    ];
  },
  'GET /api/v1/escrows/{id}/dispute': async () => {
    const { id, seller } = await aDecidedDeal();
    return [{ status: 200, as: seller, params: { id } }, ...(await refusals(id))];
  },
  'POST /api/v1/escrows/{id}/dispute/evidence': async () => {
    const [{ id, buyer }, closed] = [await aDisputedDeal(), await aDecidedDeal()];
    return [
      { status: 201, as: buyer, params: { id }, body: evidence },
      { status: 422, as: buyer, params: { id }, body: { ...evidence, text: '' } },
      { status: 409, as: closed.buyer, params: { id: closed.id }, body: evidence },
      { status: 400, as: buyer, params: { id }, body: evidence, headers: { 'Idempotency-Key': '' } },
      ...(await refusals(id, evidence)),
    ];
  },
  'POST /api/v1/escrows/{id}/dispute/acceptance': async () => {
    const [{ id, buyer }, open] = [await aDecidedDeal(), await aDisputedDeal()];
    return [
      { status: 200, as: buyer, params: { id } },
      { status: 409, as: open.buyer, params: { id: open.id } },
      { status: 400, as: buyer, params: { id }, headers: { 'Idempotency-Key': '' } },
      ...(await refusals(id)),
    ];
  },
  'POST /api/v1/escrows/{id}/dispute/appeal': async () =>
    once(await aDecidedDeal(), 200, { reason: 'Bukti saya belum dibaca seluruhnya.' }),
};

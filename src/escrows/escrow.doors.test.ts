import assert from 'node:assert/strict';
import { anonymous, as } from '../../test/app.js';
import {
  aDeliveredDeal,
  aHeldDeal,
  anAgreedDeal,
  dealOf,
  dealWish,
  type Deal,
} from '../../test/factories/escrows.js';
import { aCustomer } from '../../test/factories/users.js';
import { exhaust } from '../../test/limits.js';
import { newId } from '../platform/ids.js';
import { query } from '../platform/database.js';
import type { EscrowResource } from './index.js';

interface Refusal {
  status: number;
  code: string;
  errors?: { path: string; code: string }[];
}

const refusalOf = (response: { status: number; body: unknown }): Refusal => ({
  ...(response.body as Refusal),
  status: response.status,
});
const said = (response: { status: number; body: unknown }) => {
  const { status, code } = refusalOf(response);
  return [status, code];
};

/** Every step of a deal with a body that is valid for it. */
const steps: [string, object][] = [
  ['invitation', {}],
  ['terms', { title: 'Baru', goods_type: 'service', amount: 50_000, fee_payer: 'buyer' }],
  ['agreement', { terms_version: 1 }],
  ['payment', { payment: { gateway: 'wallet', wallet_id: newId() } }],
  ['delivery', { proof: 'Ini buktinya.' }],
  ['confirmation', {}],
  ['extension', {}],
  ['refund', {}],
  ['cancellation', {}],
];

describe('POST /escrows', () => {
  it('S0.25 S0.31 S0.59 S0.60 S0.61 takes the form of either side and computes the fee and the total', async () => {
    const seller = await aCustomer();
    const answer = await as(seller).post('/escrows', dealWish({ role: 'seller', fee_payer: 'buyer' }));
    assert.equal(answer.status, 201);
    const deal = dealOf(answer);
    assert.deepEqual(
      [deal.role, deal.fee_amount, deal.total_amount, deal.buyer_pays_amount, deal.seller_receives_amount],
      ['seller', 10_000, 260_000, 260_000, 250_000],
    );
    assert.match(deal.number, /^RKB-\d{8}-[2-9A-Z]{8}$/);
    assert.match(deal.invitation_code ?? '', /^[0-9A-HJKMNP-TV-Z]{26}$/);
  });

  it('refuses strangers to the shop, unknown fields, amounts that no fee is known for, and parts that are not the whole', async () => {
    const user = await aCustomer();
    const propose = (values: object) => as(user).post('/escrows', dealWish(values));
    assert.equal((await anonymous.post('/escrows', dealWish())).status, 401);
    for (const values of [
      { role: 'judge' },
      { title: '' },
      { title: 'dua\u200bkata' },
      { amount: 250_000.5 },
      { amount: -1 },
      { fee_payer: 'shop' },
      { inspection_hours: 0 },
      { unknown: true },
      { parts: Array.from({ length: 11 }, () => ({ title: 'Bagian', amount: 22_727 })) },
    ])
      assert.deepEqual(said(await propose(values)), [422, 'invalid_input'], JSON.stringify(values));
    for (const amount of [9_999, 20_000_001])
      assert.deepEqual(said(await propose({ amount })), [422, 'amount_outside_schedule']);
    for (const amounts of [
      [100_000, 149_999],
      [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
    ]) {
      const parts = amounts.map((amount) => ({ title: 'Bagian', amount }));
      assert.equal(refusalOf(await propose({ parts })).errors?.[0]?.code, 'escrow_parts_sum');
    }
    const crumbs = [3_333, 3_333, 3_333, 1].map((amount) => ({ title: 'Bagian', amount }));
    const small = await propose({ amount: 10_000, fee_payer: 'seller', parts: crumbs });
    assert.equal(refusalOf(small).errors?.[0]?.code, 'escrow_part_too_small');
    assert.deepEqual(await query('SELECT id FROM escrows WHERE creator_id = ?', [user.id]), []);
  });

  it('S0.43 makes one deal and one room for one key', async () => {
    const user = await aCustomer();
    const key = { 'Idempotency-Key': `propose-${user.id}` };
    const first = dealOf(await as(user).post('/escrows', dealWish(), key));
    const again = await as(user).post('/escrows', dealWish(), key);
    assert.deepEqual([dealOf(again).id, again.headers['idempotency-replayed']], [first.id, 'true']);
    assert.equal((await query('SELECT id FROM rooms WHERE id = ?', [first.id])).length, 1);
    assert.deepEqual(said(await as(user).post('/escrows', dealWish({ amount: 99_000 }), key)), [
      422,
      'idempotency_key_reused',
    ]);
  });
});

describe('POST /escrows/join', () => {
  const proposed = async () => {
    const creator = await aCustomer();
    return { creator, deal: dealOf(await as(creator).post('/escrows', dealWish())) };
  };
  const join = async (code: string | null, user?: Deal['buyer']) =>
    as(user ?? (await aCustomer())).post('/escrows/join', { code: code ?? '' });

  it('lets one person in, however the code is typed, and nobody after that', async () => {
    const { deal } = await proposed();
    const typed = (deal.invitation_code ?? '').toLowerCase().replace(/(.{5})/g, '$1-');
    assert.equal((await join(typed)).status, 200);
    assert.deepEqual(said(await join(deal.invitation_code)), [404, 'escrow_invitation_unknown']);
  });

  it('lets one of ten in who come at the same moment', async () => {
    const { deal } = await proposed();
    const people = await Promise.all(Array.from({ length: 10 }, () => aCustomer()));
    const answers = await Promise.all(people.map((user) => join(deal.invitation_code, user)));
    assert.deepEqual(answers.map(({ status }) => status).sort(), [200, ...Array<number>(9).fill(404)]);
  });

  it('keeps no code that could be stolen, and nobody on both sides', async () => {
    const { creator, deal } = await proposed();
    const [row] = await query<Record<string, string>>('SELECT * FROM escrows WHERE id = ?', [deal.id]);
    assert.ok(!JSON.stringify(row).includes(deal.invitation_code ?? '-'));
    assert.deepEqual(said(await join(deal.invitation_code, creator)), [409, 'escrow_own']);
  });

  it('throws the old code away when a new one is made', async () => {
    const { creator, deal } = await proposed();
    const renewed = dealOf(await as(creator).post(`/escrows/${deal.id}/invitation`, {}));
    assert.notEqual(renewed.invitation_code, deal.invitation_code);
    assert.equal((await join(deal.invitation_code)).status, 404);
    assert.equal((await join(renewed.invitation_code)).status, 200);
    assert.equal((await as(creator).post(`/escrows/${deal.id}/invitation`, {})).status, 404);
  });

  it('is slow for whoever guesses', async () => {
    const user = await aCustomer();
    assert.equal((await join('7'.repeat(26), user)).status, 404);
    await exhaust({ name: 'join-escrow', seconds: 300 }, user.id);
    assert.equal((await join('8'.repeat(26), user)).status, 429);
  });
});

describe('GET /escrows', () => {
  it('S0.23 S0.24 shows a user’s deals on both sides, or on one, page by page', async () => {
    const { buyer, seller, id } = await anAgreedDeal();
    const own = dealOf(await as(seller).post('/escrows', dealWish({ role: 'buyer' })));
    const list = async (path: string) =>
      ((await as(seller).get(path)).body as { data: EscrowResource[] }).data.map((deal) => deal.id);
    assert.deepEqual(await list('/escrows'), [own.id, id]);
    assert.deepEqual(await list('/escrows?role=buyer'), [own.id]);
    assert.deepEqual(await list('/escrows?role=seller&status=AWAITING_PAYMENT'), [id]);
    assert.deepEqual(await list(`/escrows?limit=1&cursor=${own.id}`), [id]);
    assert.equal((await as(buyer).get('/escrows?role=judge')).status, 422);
    assert.equal((await anonymous.get('/escrows')).status, 401);
  });

  it('hides other people’s deals behind the answer for deals that are not there', async () => {
    const { id } = await aHeldDeal();
    const stranger = await aCustomer();
    for (const path of [`/escrows/${id}`, `/escrows/${newId()}`])
      assert.deepEqual(said(await as(stranger).get(path)), [404, 'not_found']);
    for (const [step, body] of steps)
      assert.equal((await as(stranger).post(`/escrows/${id}/${step}`, body)).status, 404, step);
  });

  it('says who is at the other end as strangers may see it, and never who they are', async () => {
    const { buyer, seller, id } = await aHeldDeal();
    const body = JSON.stringify((await as(buyer).get(`/escrows/${id}`)).body);
    assert.ok(body.includes('B*** S******'));
    for (const secret of [seller.id, seller.name, seller.email ?? '-', seller.phone ?? '-'])
      assert.ok(!body.includes(secret), secret);
  });
});

describe('the steps of a deal', () => {
  it('ask for somebody who is logged in, and for a body that fits', async () => {
    const { buyer, id } = await aHeldDeal();
    for (const [step, body] of steps) {
      assert.equal((await anonymous.post(`/escrows/${id}/${step}`, body)).status, 401, step);
      const more = { ...body, unknown: 1 };
      if (step !== 'invitation')
        assert.deepEqual(
          said(await as(buyer).post(`/escrows/${id}/${step}`, more)),
          [422, 'invalid_input'],
          step,
        );
      assert.equal((await as(buyer).post(`/escrows/not-an-id/${step}`, body)).status, 422, step);
    }
  });

  it('belong to the side whose they are', async () => {
    const agreed = await anAgreedDeal();
    const pay = { payment: { gateway: 'wallet', wallet_id: newId() } };
    const refused = async (person: Deal['buyer'], { id }: Deal, step: string, body: object) =>
      assert.deepEqual(
        said(await as(person).post(`/escrows/${id}/${step}`, body)),
        [403, 'escrow_other_side'],
        step,
      );
    await refused(agreed.seller, agreed, 'payment', pay);
    const held = await aHeldDeal();
    await refused(held.buyer, held, 'delivery', { proof: 'Bukan saya.' });
    await refused(held.buyer, held, 'refund', {});
    const foreign = { proof: 'Lampiran orang lain.', attachment_ids: [newId()] };
    const unknown = await as(held.seller).post(`/escrows/${held.id}/delivery`, foreign);
    assert.deepEqual(said(unknown), [409, 'attachment_unusable']);
    const delivered = await aDeliveredDeal();
    await refused(delivered.seller, delivered, 'confirmation', {});
    await refused(delivered.seller, delivered, 'extension', {});
  });

  it('come in the order of the table, and are refused out of it', async () => {
    const agreed = await anAgreedDeal();
    const held = await aHeldDeal();
    const conflicts: [Deal, 'buyer' | 'seller', string, object, string][] = [
      [agreed, 'seller', 'delivery', { proof: 'Terlalu awal.' }, 'not_found'],
      [agreed, 'buyer', 'confirmation', {}, 'not_found'],
      [held, 'buyer', 'confirmation', {}, 'illegal_transition'],
      [
        held,
        'buyer',
        'payment',
        { payment: { gateway: 'wallet', wallet_id: newId() } },
        'illegal_transition',
      ],
      [held, 'seller', 'terms', steps[1]?.[1] ?? {}, 'escrow_terms_stand'],
      [held, 'buyer', 'extension', {}, 'illegal_transition'],
    ];
    for (const [deal, person, step, body, code] of conflicts)
      assert.equal(
        refusalOf(await as(deal[person]).post(`/escrows/${deal.id}/${step}`, body)).code,
        code,
        step,
      );
  });

  it('S0.43 need both sides’ word for the same version of the terms', async () => {
    const [one, other] = [await aCustomer(), await aCustomer()];
    const deal = dealOf(await as(one).post('/escrows', dealWish()));
    const agree = (user: Deal['buyer'], version: number) =>
      as(user).post(`/escrows/${deal.id}/agreement`, { terms_version: version });
    assert.equal(dealOf(await agree(one, 1)).status, 'PROPOSED', 'whoever proposes has agreed');
    dealOf(await as(other).post('/escrows/join', { code: deal.invitation_code }));
    const terms = { title: 'Lebih murah', goods_type: 'account', amount: 90_000, fee_payer: 'buyer' };
    dealOf(await as(other).post(`/escrows/${deal.id}/terms`, terms));
    assert.deepEqual(said(await agree(one, 1)), [409, 'escrow_terms_changed']);
    assert.equal(dealOf(await agree(other, 2)).status, 'PROPOSED', 'their own word does not count twice');
    const agreed = dealOf(await agree(one, 2));
    assert.deepEqual([agreed.status, agreed.amount, agreed.fee_amount], ['AWAITING_PAYMENT', 90_000, 5_000]);
  });

  it('are taken once for one key', async () => {
    const { buyer, seller, id } = await aDeliveredDeal();
    const key = { 'Idempotency-Key': `confirm-${id}` };
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => as(buyer).post(`/escrows/${id}/confirmation`, {}, key)),
    );
    assert.ok(answers.every(({ status }) => status === 200 || status === 409));
    assert.equal(dealOf(await as(seller).get(`/escrows/${id}`)).status, 'RELEASED');
    assert.equal(dealOf(await as(buyer).post(`/escrows/${id}/confirmation`, {}, key)).status, 'RELEASED');
  });
});

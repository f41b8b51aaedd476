import assert from 'node:assert/strict';
import { anonymous, as } from '../../test/app.js';
import { aCaseUnderReview, aDisputedDeal, decide, verdict } from '../../test/factories/disputes.js';
import { aDeliveredDeal, aHeldDeal, anAgreedDeal } from '../../test/factories/escrows.js';
import { aCustomer } from '../../test/factories/users.js';
import { moveClock } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import type { DisputeResource } from './dispute.schema.js';

const complaint = {
  category: 'not_received',
  statement: 'Barang tidak pernah sampai sampai hari ini.',
};
const evidence = { category: 'statement', text: 'Kurir tidak pernah datang ke rumah.' };

const said = (response: { status: number; body: unknown }) => [
  response.status,
  (response.body as { code?: string }).code,
];
const caseOf = (response: { body: unknown }): DisputeResource =>
  (response.body as { data: DisputeResource }).data;

const doors: ['get' | 'post', string, object?][] = [
  ['get', 'dispute'],
  ['post', 'dispute', complaint],
  ['post', 'dispute/evidence', evidence],
  ['post', 'dispute/acceptance', {}],
  ['post', 'dispute/appeal', { reason: 'Putusan ini tidak adil bagi saya.' }],
];

describe('the doors of a dispute', () => {
  afterEach(() => moveClock(0));

  for (const [method, path, body] of doors) {
    it(`${method.toUpperCase()} /escrows/{id}/${path} is closed to strangers and to nobody in particular`, async () => {
      const { id } = await aDisputedDeal();
      const call = (who: ReturnType<typeof as>, deal: string) =>
        method === 'get' ? who.get(`/escrows/${deal}/${path}`) : who.post(`/escrows/${deal}/${path}`, body);
      assert.equal((await call(anonymous, id)).status, 401);
      assert.deepEqual(said(await call(as(await aCustomer()), id)), [404, 'not_found']);
      assert.deepEqual(said(await call(as(await aCustomer()), newId())), [404, 'not_found']);
      assert.equal((await call(as(await aCustomer()), 'x')).status, 422);
    });
  }

  it('open one case about a part, the same for a repeated request', async () => {
    const deal = await aDeliveredDeal();
    const path = `/escrows/${deal.id}/dispute`;
    const key = { 'Idempotency-Key': newId() };
    const body = { ...complaint, evidence: [{ category: 'item', text: 'Foto paket kosong.' }] };
    const first = await as(deal.buyer).post(path, body, key);
    assert.equal(first.status, 201);
    const opened = caseOf(first);
    assert.deepEqual(
      [opened.opened_by, opened.category, opened.awaited, opened.evidence[0]?.side],
      ['buyer', 'not_received', 'counterpart', 'buyer'],
    );
    assert.equal(caseOf(await as(deal.buyer).post(path, body, key)).id, opened.id);
    assert.deepEqual(said(await as(deal.seller).post(path, complaint)), [409, 'already_disputed']);
  });

  it('refuse a complaint where no money is held, after the inspection, and without words', async () => {
    const unpaid = await anAgreedDeal();
    assert.deepEqual(said(await as(unpaid.buyer).post(`/escrows/${unpaid.id}/dispute`, complaint)), [
      409,
      'not_disputable',
    ]);
    const deal = await aDeliveredDeal();
    const path = `/escrows/${deal.id}/dispute`;
    for (const wrong of [{ statement: 'pendek' }, { category: 'revenge' }, { part_id: 'x' }, { unknown: 1 }])
      assert.equal((await as(deal.buyer).post(path, { ...complaint, ...wrong })).status, 422);
    const hidden = { ...complaint, statement: 'Barang tidak \u202epernah sampai.' };
    assert.equal((await as(deal.buyer).post(path, hidden)).status, 422);
    moveClock(new Date(deal.shown.parts[0]?.inspect_by ?? 0).getTime() - Date.now() + 60_000);
    assert.deepEqual(said(await as(deal.buyer).post(path, complaint)), [409, 'escrow_time_over']);
  });

  it('let a buyer complain before anything was delivered, about the part that they name', async () => {
    const parts = [
      { title: 'Rancangan', amount: 100_000 },
      { title: 'Hasil', amount: 150_000 },
    ];
    const deal = await aHeldDeal({ goods_type: 'service', parts });
    const path = `/escrows/${deal.id}/dispute`;
    assert.equal((await as(deal.buyer).post(path, complaint)).status, 422);
    const [first] = deal.shown.parts;
    const opened = caseOf(await as(deal.buyer).post(path, { ...complaint, part_id: first?.id }));
    assert.deepEqual([opened.part_id, opened.held_amount], [first?.id, first?.held_amount]);
  });

  it('take evidence from both sides while the case is open, and none of other people’s files', async () => {
    const deal = await aDisputedDeal();
    const path = `/escrows/${deal.id}/dispute/evidence`;
    const own = caseOf(await as(deal.buyer).post(path, evidence));
    assert.deepEqual([own.status, own.awaited], ['OPEN', 'counterpart'], 'one’s own word is no answer');
    const foreign = { ...evidence, attachment_id: newId() };
    assert.deepEqual(said(await as(deal.buyer).post(path, foreign)), [409, 'attachment_unusable']);
    assert.equal(caseOf(await as(deal.seller).post(path, evidence)).status, 'UNDER_REVIEW');
    assert.equal((await as(deal.seller).post(path, { ...evidence, category: 'gossip' })).status, 422);
  });

  it('close evidence, acceptance and appeal when it is too early or too late for them', async () => {
    const deal = await aCaseUnderReview();
    const path = `/escrows/${deal.id}/dispute`;
    const reason = { reason: 'Putusan ini tidak adil bagi saya.' };
    assert.deepEqual(said(await as(deal.buyer).post(`${path}/acceptance`)), [409, 'dispute_closed']);
    assert.deepEqual(said(await as(deal.buyer).post(`${path}/appeal`, reason)), [409, 'dispute_closed']);
    await decide(deal.judge, verdict(deal.dispute.id));
    assert.deepEqual(said(await as(deal.buyer).post(`${path}/evidence`, evidence)), [409, 'dispute_closed']);
    await as(deal.seller).post(`${path}/acceptance`);
    assert.deepEqual(said(await as(deal.seller).post(`${path}/appeal`, reason)), [409, 'appeal_time_over']);
    moveClock(49 * 3_600_000);
    assert.deepEqual(said(await as(deal.buyer).post(`${path}/appeal`, reason)), [409, 'appeal_time_over']);
  });
});

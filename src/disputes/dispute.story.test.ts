import assert from 'node:assert/strict';
import { as } from '../../test/app.js';
import {
  aCaseUnderReview,
  aDisputedDeal,
  decide,
  ringDisputeTimers,
  verdict,
} from '../../test/factories/disputes.js';
import { heldMoney } from '../../test/factories/escrows.js';
import { aStaff } from '../../test/factories/staff.js';
import { walletBalance } from '../../test/factories/wallets.js';
import { endInSoundBooks } from '../../test/sound-books.js';
import { moveClock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import type { DisputeResource } from './dispute.schema.js';

const hourMs = 3_600_000;
const caseOf = (body: unknown): DisputeResource => (body as { data: DisputeResource }).data;

describe('S0.7 a dispute', () => {
  afterEach(() => moveClock(0));
  endInSoundBooks();

  it('is opened, answered, decided, and paid out when nobody has appealed in time', async () => {
    const deal = await aDisputedDeal();
    const path = `/escrows/${deal.id}/dispute`;
    const opened = caseOf((await as(deal.seller).get(path)).body);
    assert.deepEqual(
      [opened.status, opened.awaited, opened.role, opened.held_amount],
      ['OPEN', 'you', 'seller', deal.shown.buyer_pays_amount],
    );
    const answer = { category: 'account_access', text: 'Ini tangkapan layar saat akun masih level 80.' };
    const answered = caseOf((await as(deal.seller).post(`${path}/evidence`, answer)).body);
    assert.deepEqual(
      [answered.status, answered.awaited, answered.evidence.length],
      ['UNDER_REVIEW', null, 1],
    );

    const judge = await aStaff('admin');
    const split = { outcome: 'SPLIT', toBuyerAmount: 100_000, feeBorneBy: 'SELLER' } as const;
    await decide(judge, verdict(deal.dispute.id, split));
    const decided = caseOf((await as(deal.buyer).get(path)).body);
    assert.deepEqual([decided.status, decided.actions], ['DECIDED', ['accept', 'appeal']]);
    assert.equal(await heldMoney(deal.id), deal.shown.buyer_pays_amount, 'the money rests');
    assert.match(decided.decisions[0]?.letter ?? '', /PUTUSAN SENGKETA/);

    moveClock(49 * hourMs);
    await ringDisputeTimers();
    const closed = caseOf((await as(deal.buyer).get(path)).body);
    assert.equal(closed.status, 'CLOSED');
    assert.equal(await heldMoney(deal.id), 0);
    const { fee_amount, buyer_pays_amount } = deal.shown;
    assert.equal(await walletBalance(deal.buyer.id), 100_000 + buyer_pays_amount - 250_000);
    assert.equal(await walletBalance(deal.seller.id), 150_000 - fee_amount);
  });

  it('is paid out at once when both sides accept the decision', async () => {
    const deal = await aCaseUnderReview();
    await decide(deal.judge, verdict(deal.dispute.id));
    const path = `/escrows/${deal.id}/dispute/acceptance`;
    const first = caseOf((await as(deal.buyer).post(path)).body);
    assert.deepEqual([first.status, first.accepted, first.actions], ['DECIDED', true, []]);
    const second = caseOf((await as(deal.seller).post(path)).body);
    assert.equal(second.status, 'CLOSED');
    assert.equal(await walletBalance(deal.buyer.id), deal.shown.buyer_pays_amount);
  });

  it('goes to another judge after an appeal, whose ruling moves the money at once', async () => {
    const deal = await aCaseUnderReview();
    await decide(deal.judge, verdict(deal.dispute.id));
    const path = `/escrows/${deal.id}/dispute`;
    const reason = 'Bukti saya belum dibaca seluruhnya oleh petugas.';
    const appealed = caseOf((await as(deal.seller).post(`${path}/appeal`, { reason })).body);
    assert.deepEqual([appealed.status, appealed.actions], ['APPEALED', ['evidence']]);
    await assert.rejects(decide(deal.judge, verdict(deal.dispute.id)), { code: 'judged_before' });
    const ruling = verdict(deal.dispute.id, { outcome: 'RELEASE', ground: 'goods_match_terms' });
    await decide(await aStaff('admin'), ruling);
    assert.equal(caseOf((await as(deal.buyer).get(path)).body).status, 'CLOSED');
    assert.equal(await walletBalance(deal.seller.id), deal.shown.seller_receives_amount);
    const again = await as(deal.seller).post(`${path}/appeal`, { reason });
    assert.equal(again.status, 409);
  });

  it('lets the deal go on with more time when the judge extends it', async () => {
    const deal = await aCaseUnderReview();
    const wish = verdict(deal.dispute.id, { outcome: 'EXTEND', extendHours: 24, ground: 'more_time_needed' });
    await decide(deal.judge, wish);
    const [part] = await query<{ status: string }>('SELECT status FROM escrow_parts WHERE escrow_id = ?', [
      deal.id,
    ]);
    assert.equal(part?.status, 'DELIVERED');
    const shown = (await as(deal.buyer).get(`/escrows/${deal.id}`)).body as { data: { frozen: boolean } };
    assert.equal(shown.data.frozen, false);
    assert.equal(await heldMoney(deal.id), deal.shown.buyer_pays_amount);
  });
});

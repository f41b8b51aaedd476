import assert from 'node:assert/strict';
import { as } from '../../test/app.js';
import {
  dealOf,
  heldMoney,
  anAgreedDeal,
  ringEscrowTimers,
  type Deal,
} from '../../test/factories/escrows.js';
import { walletBalance } from '../../test/factories/wallets.js';
import { drainJobs } from '../../test/jobs.js';
import { useShopFloor } from '../../test/shop-floor.js';
import { endInSoundBooks } from '../../test/sound-books.js';
import { accounts, balanceOf } from '../ledger/index.js';
import { paymentOf } from '../payments/index.js';
import { moveClock } from '../platform/clock.js';
import { query } from '../platform/database.js';

const hourMs = 3_600_000;
const longest = 31 * 24 * hourMs;

const alertsAbout = (paymentId: string) =>
  query<{ severity: string }>(
    `SELECT severity FROM alerts WHERE kind = 'payment_refunded_at_gateway' AND subject = ? AND closed_at IS NULL`,
    [paymentId],
  );

const toldOf = (escrowId: string) =>
  query<{ user_id: string }>(
    `SELECT user_id FROM notifications WHERE kind = 'escrow_payment_returned' AND subject_id = ? ORDER BY user_id`,
    [escrowId],
  );

describe('a deal whose payment the gateway takes back by itself', () => {
  const providers = useShopFloor();
  endInSoundBooks();
  afterEach(() => moveClock(0));

  const tell = async (reference: string, what: 'pay' | 'refund') => {
    await providers.control(`tripay/${reference}/${what}`, { copies: 3 });
    await drainJobs();
  };
  const view = async ({ buyer, id }: Deal) => dealOf(await as(buyer).get(`/escrows/${id}`));

  /** Paid through the gateway; with parts of 100,000 rupiah each. */
  async function aPaidDeal(parts = 1): Promise<Deal & { paymentId: string; reference: string }> {
    const part = (_: unknown, position: number) => ({ title: `Tahap ${position + 1}`, amount: 100_000 });
    const deal = await anAgreedDeal({ amount: parts * 100_000, parts: Array.from({ length: parts }, part) });
    const payment = { gateway: 'tripay', method: 'BRIVA' };
    const asked = dealOf(await as(deal.buyer).post(`/escrows/${deal.id}/payment`, { payment }));
    const stored = await paymentOf(asked.transaction_id ?? '');
    assert.ok(stored);
    await tell(stored.merchantRef, 'pay');
    return { ...deal, paymentId: stored.id, reference: stored.merchantRef, shown: await view(deal) };
  }

  const step = ({ id }: Deal, who: Deal['buyer'], path: string, body: object = {}) =>
    as(who).post(`/escrows/${id}/${path}`, body);

  it('stands still, and both sides and staff are told once', async () => {
    const deal = await aPaidDeal();
    assert.equal((await step(deal, deal.seller, 'delivery', { proof: 'Sudah dikirim.' })).status, 200);
    await tell(deal.reference, 'refund');
    await tell(deal.reference, 'refund');
    const seen = await view(deal);
    assert.deepEqual([seen.status, seen.frozen, seen.countdowns], ['DELIVERED', true, []]);
    assert.deepEqual(seen.actions, ['dispute']);
    assert.deepEqual(
      (await toldOf(deal.id)).map(({ user_id: id }) => id),
      [deal.buyer.id, deal.seller.id].toSorted(),
    );
    assert.equal((await alertsAbout(deal.paymentId)).length, 1);
    const refused = await Promise.all([
      step(deal, deal.buyer, 'confirmation'),
      step(deal, deal.buyer, 'extension'),
      step(deal, deal.buyer, 'cancellation'),
    ]);
    assert.deepEqual(
      refused.map(({ status }) => status),
      [409, 409, 409],
    );
    moveClock(longest);
    await ringEscrowTimers();
    assert.equal((await view(deal)).status, 'DELIVERED');
    assert.equal(await heldMoney(deal.id), deal.shown.buyer_pays_amount);
  });

  it('gives the gateway what is held when the seller gives the money up, and the buyer nothing twice', async () => {
    const deal = await aPaidDeal(2);
    const [first, second] = deal.shown.parts;
    await tell(deal.reference, 'refund');
    const before = await balanceOf(accounts.gatewayClearing('tripay'));
    assert.equal((await step(deal, deal.seller, 'delivery', { part_id: first?.id, proof: 'x' })).status, 409);
    const left = dealOf(await step(deal, deal.seller, 'refund', { part_id: first?.id }));
    assert.deepEqual([left.status, left.frozen, left.actions], ['HELD', true, ['refund', 'dispute']]);
    const ended = dealOf(await step(deal, deal.seller, 'refund', { part_id: second?.id }));
    assert.deepEqual([ended.status, ended.frozen], ['REFUNDED', false]);
    assert.equal(await heldMoney(deal.id), 0);
    assert.equal(await walletBalance(deal.buyer.id), 0);
    const after = await balanceOf(accounts.gatewayClearing('tripay'));
    assert.equal(before - after, deal.shown.buyer_pays_amount);
  });

  it('stays as it is when it was settled before', async () => {
    const deal = await aPaidDeal();
    await step(deal, deal.seller, 'delivery', { proof: 'Sudah dikirim.' });
    await step(deal, deal.buyer, 'confirmation');
    await tell(deal.reference, 'refund');
    assert.equal((await view(deal)).status, 'RELEASED');
    assert.deepEqual(await toldOf(deal.id), []);
    assert.equal((await alertsAbout(deal.paymentId)).length, 1);
    assert.equal(await walletBalance(deal.seller.id), deal.shown.seller_receives_amount);
  });

  it('is judged in a dispute that either side may open', async () => {
    const deal = await aPaidDeal();
    await step(deal, deal.seller, 'delivery', { proof: 'Sudah dikirim.' });
    await tell(deal.reference, 'refund');
    const complaint = { category: 'taken_back', statement: 'Pembayaran ditarik setelah saya serahkan.' };
    assert.equal((await step(deal, deal.seller, 'dispute', complaint)).status, 201);
    assert.equal((await step(deal, deal.seller, 'refund')).status, 409);
    assert.equal((await view(deal)).status, 'DISPUTED');
  });
});

import assert from 'node:assert/strict';
import { aDesk, performAtDesk, urlOf, useConsole, type Desk } from '../../test/console.js';
import { as } from '../../test/app.js';
import { aDisputedDeal } from '../../test/factories/disputes.js';
import { aDeliveredDeal, aHeldDeal } from '../../test/factories/escrows.js';

interface Story {
  room: { can_read: boolean; may_enter: boolean } | null;
  disputes: { number: string }[];
  sales: { id: string }[];
  payments: { status: string }[];
  wallets: { side: string }[];
  parts: { status: string; released_amount: number; refunded_amount: number; earned_fee_amount: number }[];
  timeline: { what: string; params?: { part?: string; state?: string } }[];
}

describe('the page of a deal', () => {
  useConsole();

  const storyAt = async (desk: Desk, id: string) =>
    (await desk.get(urlOf.record('Escrow', id, 'show'))).body.record?.story as unknown as Story;

  it('leads to its payment, the wallets of both sides, its room and its disputes', async () => {
    const deal = await aDisputedDeal();
    const story = await storyAt(await aDesk('support'), deal.id);
    assert.deepEqual(
      story.disputes.map(({ number }) => number),
      [deal.dispute.number],
    );
    assert.deepEqual([story.sales.length, story.payments[0]?.status], [1, 'PAID']);
    assert.ok(story.wallets.some(({ side }) => side === 'BUYER'));
    assert.deepEqual([story.room?.can_read, story.room?.may_enter], [true, true]);
  });

  it('shows what was said to staff who came in, and leads nobody where they may not go', async () => {
    const deal = await aHeldDeal();
    const support = await aDesk('support');
    assert.equal((await storyAt(support, deal.id)).room?.can_read, false);
    await performAtDesk(support, 'Room', deal.id, 'enter');
    assert.equal((await storyAt(support, deal.id)).room?.can_read, true);
    assert.equal((await storyAt(await aDesk('finance'), deal.id)).room, null);
  });

  it('tells each step once: of its parts only where there are several', async () => {
    const single = await aDeliveredDeal();
    const desk = await aDesk('support');
    const { timeline } = await storyAt(desk, single.id);
    assert.deepEqual(
      timeline.map(({ what, params }) => params?.state ?? what),
      ['PROPOSED', 'deal_agreed', 'deal_agreed', 'AWAITING_PAYMENT', 'HELD', 'deal_proof', 'DELIVERED'],
    );
    const parts = [
      { title: 'Konsep', amount: 100_000 },
      { title: 'HELD', amount: 150_000 },
    ];
    const several = await aHeldDeal({ parts });
    const told = (await storyAt(desk, several.id)).timeline.flatMap(({ params }) => params?.part ?? []);
    assert.ok(told.includes('“Konsep”') && told.includes('“HELD”'), 'a title is never read as a state');
  });

  it('says of a settled part where its money went', async () => {
    const deal = await aDeliveredDeal();
    await as(deal.buyer).post(`/escrows/${deal.id}/confirmation`, {});
    const { parts } = await storyAt(await aDesk('finance'), deal.id);
    assert.deepEqual(
      parts.map((part) => [part.status, part.released_amount, part.refunded_amount, part.earned_fee_amount]),
      [['RELEASED', deal.shown.seller_receives_amount, 0, deal.shown.fee_amount]],
    );
  });
});

import assert from 'node:assert/strict';
import { as } from '../../test/app.js';
import {
  aDeliveredDeal,
  aHeldDeal,
  dealOf,
  heldMoney,
  ringEscrowTimers,
  type Deal,
} from '../../test/factories/escrows.js';
import { walletBalance } from '../../test/factories/wallets.js';
import { endInSoundBooks } from '../../test/sound-books.js';
import { previewJournals } from '../ledger/index.js';
import { system } from '../platform/actor.js';
import { moveClock } from '../platform/clock.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import {
  Escrow,
  escrowById,
  EscrowPart,
  freeze,
  partsOfEscrows,
  refundOf,
  releaseOf,
  settlePart,
  thaw,
  type Settlement,
} from './index.js';

const hour = 3_600_000;
const codeOf = (response: { body: unknown }) => (response.body as { code: string }).code;

const milestones = {
  goods_type: 'service',
  amount: 1_000_003,
  parts: [
    { title: 'Rancangan', amount: 300_001 },
    { title: 'Isi', amount: 300_001, delivery_hours: 24 },
    { title: 'Penutup', amount: 400_001, delivery_hours: 240 },
  ],
};

const statusOf = async ({ id }: Deal) => (await escrowById(id)).status;
const partsOf = ({ id }: Deal) => partsOfEscrows([id]);

/** Does something to a part as a judge does: deal first, then the part. */
const judge = (
  { id }: Deal,
  position: number,
  work: (uow: UnitOfWork, escrow: Escrow, part: EscrowPart) => Promise<unknown>,
) =>
  inTransaction(system('judge'), async (uow) => {
    const escrow = await uow.lock(Escrow, { id });
    return work(uow, escrow, await uow.lock(EscrowPart, { escrowId: id, position }));
  });

const settle = (deal: Deal, position: number, settlement: (part: EscrowPart) => Settlement) =>
  judge(deal, position, (uow, _escrow, part) =>
    settlePart(uow, part, settlement(part), { reason: 'decided' }),
  );

const dispute = (deal: Deal, position: number) => judge(deal, position, freeze);

describe('the parts of a deal', () => {
  endInSoundBooks();
  afterEach(() => moveClock(0));

  const step = async (person: Deal['buyer'], deal: Deal, path: string, body: object) =>
    as(person).post(`/escrows/${deal.id}/${path}`, body);

  it('are paid at once, and delivered and released one by one, to the last rupiah', async () => {
    const deal = await aHeldDeal(milestones);
    const { parts, buyer_pays_amount: total, fee_amount: fee } = deal.shown;
    assert.equal(
      parts.reduce((sum, part) => sum + part.held_amount, 0),
      total,
    );
    assert.equal(
      parts.reduce((sum, part) => sum + part.fee_amount, 0),
      fee,
    );
    for (const part of parts) {
      const body = { part_id: part.id };
      const unnamed = await step(deal.seller, deal, 'delivery', { proof: 'Terlampir.' });
      assert.equal(
        unnamed.status,
        part.position === 2 ? 200 : 422,
        'a part is named where several are meant',
      );
      if (part.position < 2)
        dealOf(await step(deal.seller, deal, 'delivery', { proof: 'Terlampir.', ...body }));
      dealOf(await step(deal.buyer, deal, 'confirmation', body));
      const paid = parts
        .slice(0, part.position + 1)
        .reduce((sum, each) => sum + each.seller_receives_amount, 0);
      assert.equal(await walletBalance(deal.seller.id), paid);
    }
    assert.equal(await statusOf(deal), 'RELEASED');
    assert.equal(await heldMoney(deal.id), 0);
    assert.equal(await walletBalance(deal.seller.id), deal.shown.seller_receives_amount);
  });

  it('go back to the buyer with their fee when the seller gives them up', async () => {
    const deal = await aHeldDeal(milestones);
    const [first, second, third] = deal.shown.parts;
    dealOf(await step(deal.seller, deal, 'refund', { part_id: first?.id, reason: 'Tidak sanggup' }));
    assert.equal(await walletBalance(deal.buyer.id), first?.held_amount);
    for (const part of [second, third])
      dealOf(await step(deal.seller, deal, 'delivery', { proof: 'Ini.', part_id: part?.id }));
    assert.equal(await statusOf(deal), 'DELIVERED');
    for (const part of [second, third])
      dealOf(await step(deal.buyer, deal, 'confirmation', { part_id: part?.id }));
    assert.equal(await statusOf(deal), 'SPLIT', 'some went back and some was released');
    const whole = await aHeldDeal();
    assert.equal(dealOf(await step(whole.seller, whole, 'refund', {})).status, 'REFUNDED');
    assert.equal(await walletBalance(whole.buyer.id), whole.shown.buyer_pays_amount);
  });

  it('all go back when both sides call the deal off, and none when one does', async () => {
    const deal = await aHeldDeal(milestones);
    const asked = dealOf(await step(deal.buyer, deal, 'cancellation', {}));
    assert.deepEqual([asked.status, asked.cancellation_asked], ['HELD', 'you']);
    const again = await step(deal.buyer, deal, 'cancellation', {});
    assert.deepEqual([again.status, codeOf(again)], [409, 'escrow_cancellation_asked']);
    assert.equal(await heldMoney(deal.id), deal.shown.buyer_pays_amount);
    const ended = dealOf(await step(deal.seller, deal, 'cancellation', {}));
    assert.deepEqual(
      [ended.status, ended.parts.map(({ status }) => status)],
      ['REFUNDED', Array(3).fill('REFUNDED')],
    );
    assert.equal(await walletBalance(deal.buyer.id), deal.shown.buyer_pays_amount);
  });

  it('stand still with all their timers while one of them is disputed, and go on with the time that was left', async () => {
    const deal = await aHeldDeal(milestones);
    const before = await partsOf(deal);
    await dispute(deal, 0);
    assert.equal(await statusOf(deal), 'DISPUTED');
    const frozen = dealOf(await as(deal.buyer).get(`/escrows/${deal.id}`));
    assert.deepEqual([frozen.frozen, frozen.actions, frozen.countdowns], [true, ['evidence'], []]);
    moveClock(500 * hour);
    await ringEscrowTimers();
    for (const [person, path, body] of [
      [deal.seller, 'delivery', { proof: 'Ini.', part_id: before[1]?.id }],
      [deal.seller, 'refund', { part_id: before[1]?.id }],
      [deal.buyer, 'cancellation', {}],
    ] as const) {
      const refused = await step(person, deal, path, body);
      assert.deepEqual([refused.status, codeOf(refused)], [409, 'escrow_frozen'], path);
    }
    await judge(deal, 0, (uow, escrow, part) => thaw(uow, escrow, part, { moreHours: 10 }));
    assert.equal(await statusOf(deal), 'HELD');
    const after = await partsOf(deal);
    const shift = (position: number) =>
      Math.round(
        ((after[position]?.deliverBy.getTime() ?? 0) - (before[position]?.deliverBy.getTime() ?? 0)) / hour,
      );
    assert.deepEqual([shift(0), shift(1), shift(2)], [510, 500, 500]);
  });

  it('are settled by a judgement to the rupiah, with the fee at most once, and free the others', async () => {
    const deal = await aDeliveredDeal(milestones);
    await dispute(deal, 0);
    await dispute(deal, 1);
    const split = (part: EscrowPart) => ({
      refundAmount: 100_000,
      feeAmount: part.feeAmount,
      releaseAmount: part.heldAmount - 100_000 - part.feeAmount,
    });
    await assert.rejects(
      settle(deal, 0, (part) => ({ ...split(part), refundAmount: 100_001 })),
      RangeError,
    );
    await assert.rejects(
      settle(deal, 0, (part) => ({
        refundAmount: 0,
        feeAmount: part.feeAmount + 1,
        releaseAmount: part.heldAmount - part.feeAmount - 1,
      })),
      RangeError,
    );
    await settle(deal, 0, split);
    assert.equal(await statusOf(deal), 'DISPUTED', 'the other dispute goes on');
    assert.ok((await escrowById(deal.id)).frozenAt);
    await settle(deal, 1, refundOf);
    assert.equal(await statusOf(deal), 'HELD');
    assert.equal((await escrowById(deal.id)).frozenAt, null);
    await assert.rejects(settle(deal, 1, releaseOf), { code: 'illegal_transition' });
    const [first, second] = await partsOf(deal);
    assert.deepEqual([first?.status, second?.status], ['SPLIT', 'REFUNDED']);
    assert.equal(await walletBalance(deal.buyer.id), 100_000 + (second?.heldAmount ?? 0));
  });

  it('show the journals of a settlement before it is made, and leave everything as it was', async () => {
    const deal = await aDeliveredDeal();
    const journals = await previewJournals(system('judge'), async (uow) => {
      const escrow = await uow.lock(Escrow, { id: deal.id });
      const part = await uow.lock(EscrowPart, { escrowId: escrow.id, position: 0 });
      await settlePart(uow, part, releaseOf(part));
    });
    assert.deepEqual(
      journals.map(({ kind }) => kind),
      ['escrow.released'],
    );
    assert.equal(await statusOf(deal), 'DELIVERED');
  });
});

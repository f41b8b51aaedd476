import assert from 'node:assert/strict';
import { as } from '../../test/app.js';
import {
  aDeliveredDeal,
  aHeldDeal,
  anAgreedDeal,
  dealOf,
  dealWish,
  eventsOf,
  heldMoney,
  ringEscrowTimers,
  type Deal,
} from '../../test/factories/escrows.js';
import { aCustomer } from '../../test/factories/users.js';
import { aFilledWallet, walletBalance } from '../../test/factories/wallets.js';
import { drainJobs } from '../../test/jobs.js';
import { endInSoundBooks } from '../../test/sound-books.js';
import { system } from '../platform/actor.js';
import { moveClock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { jobNamed } from '../platform/jobs.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { escrowById } from './index.js';
import { nextReminder, startTimer } from './timers.js';

const hour = 3_600_000;
const minute = 60_000;
const codeOf = (response: { body: unknown }) => (response.body as { code: string }).code;
const statusOf = async (id: string) => (await escrowById(id)).status;

const remindersOf = async (id: string) =>
  (
    await query<{ kind: string }>(
      `SELECT kind FROM notifications WHERE subject_id = ? AND kind LIKE '%reminder%' ORDER BY id`,
      [id],
    )
  ).length;

describe('the times of a deal', () => {
  endInSoundBooks();
  afterEach(() => moveClock(0));

  it('close a proposal that nobody has agreed to, and its code with it', async () => {
    const creator = await aCustomer();
    const proposed = dealOf(await as(creator).post('/escrows', dealWish()));
    moveClock(72 * hour + minute);
    const late = await as(await aCustomer()).post('/escrows/join', { code: proposed.invitation_code });
    assert.deepEqual([late.status, codeOf(late)], [404, 'escrow_invitation_unknown']);
    await ringEscrowTimers();
    assert.equal(await statusOf(proposed.id), 'EXPIRED');
  });

  it('close an agreed deal that nobody has paid, and take no money for it any more', async () => {
    const deal = await anAgreedDeal();
    moveClock(24 * hour + minute);
    const wallet = await aFilledWallet(deal.buyer.id, deal.shown.buyer_pays_amount);
    const payment = { gateway: 'wallet', wallet_id: wallet.id };
    const late = await as(deal.buyer).post(`/escrows/${deal.id}/payment`, { payment });
    assert.equal(codeOf(late), 'escrow_time_over');
    await ringEscrowTimers();
    assert.equal(await statusOf(deal.id), 'EXPIRED');
  });

  it('give everything back to the buyer when the seller has not delivered in time', async () => {
    const deal = await aHeldDeal({ delivery_hours: 10 });
    moveClock(10 * hour + minute);
    const late = await as(deal.seller).post(`/escrows/${deal.id}/delivery`, { proof: 'Terlambat.' });
    assert.equal(codeOf(late), 'escrow_time_over');
    await ringEscrowTimers();
    assert.equal(await statusOf(deal.id), 'REFUNDED');
    assert.equal(await walletBalance(deal.buyer.id), deal.shown.buyer_pays_amount);
  });

  it('release to the seller when the buyer has said nothing, once, whoever looks', async () => {
    const deal = await aDeliveredDeal({ goods_type: 'service' });
    moveClock(24 * hour - minute);
    await ringEscrowTimers();
    assert.equal(await statusOf(deal.id), 'DELIVERED');
    moveClock(24 * hour + minute);
    const watch = jobNamed('watch-escrow-timers');
    assert.ok(watch);
    for (let look = 0; look < 3; look += 1)
      await inTransaction(system('scheduler'), async (uow) => uow.enqueue(watch, {}));
    await drainJobs();
    assert.equal(await statusOf(deal.id), 'RELEASED');
    assert.equal(await walletBalance(deal.seller.id), deal.shown.seller_receives_amount);
    assert.equal(await heldMoney(deal.id), 0);
    assert.deepEqual((await eventsOf(deal.id)).at(-1), 'release');
  });

  it('are lengthened once by the buyer, and not by the seller', async () => {
    const deal = await aDeliveredDeal({ inspection_hours: 24 });
    const extend = (person: Deal['buyer']) => as(person).post(`/escrows/${deal.id}/extension`, {});
    assert.deepEqual([(await extend(deal.seller)).status], [403]);
    const longer = dealOf(await extend(deal.buyer));
    assert.ok(!longer.actions.includes('extend'));
    const again = await extend(deal.buyer);
    assert.deepEqual([again.status, codeOf(again)], [409, 'escrow_already_extended']);
    moveClock(25 * hour);
    await ringEscrowTimers();
    assert.equal(await statusOf(deal.id), 'DELIVERED');
  });

  it('are reminded of when half of them and nine tenths of them are over, and not again', async () => {
    const deal = await aHeldDeal({ delivery_hours: 10 });
    for (const [hours, reminders] of [
      [4.9, 0],
      [5.1, 1],
      [6, 1],
      [9.1, 2],
      [9.5, 2],
    ] as const) {
      moveClock(hours * hour);
      await ringEscrowTimers();
      assert.equal(await remindersOf(deal.id), reminders, `after ${hours} hours`);
    }
  });
});

describe('reminders', () => {
  it('come at the half and at nine tenths of a time, from wherever one looks', () => {
    const now = new Date('2026-11-21T00:00:00Z');
    const { until } = startTimer(now, 10);
    const at = (hours: number) => nextReminder(now, until, new Date(now.getTime() + hours * hour));
    assert.equal(at(0)?.toISOString(), '2026-11-21T05:00:00.000Z');
    assert.equal(at(5)?.toISOString(), '2026-11-21T09:00:00.000Z');
    assert.equal(at(9), null);
  });
});

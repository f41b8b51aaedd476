import assert from 'node:assert/strict';
import { as } from '../../test/app.js';
import { setClock } from '../../test/clock.js';
import { aDeliveredDeal, aHeldDeal, anAgreedDeal, dealOf, dealWish } from '../../test/factories/escrows.js';
import { aCustomer } from '../../test/factories/users.js';
import { drainJobs } from '../../test/jobs.js';
import { moveClock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { trustOf, trustOfUsers } from './index.js';

const confirm = (deal: Awaited<ReturnType<typeof aHeldDeal>>) =>
  as(deal.buyer).post(`/escrows/${deal.id}/confirmation`, {});

describe('the record of a party', () => {
  afterEach(() => moveClock(0));

  it('begins empty, with the day since when they are a customer', async () => {
    const user = await aCustomer();
    assert.deepEqual(await trustOf(user.id), {
      userId: user.id,
      memberSince: user.createdAt,
      dealsDone: 0,
      dealsPaid: 0,
      dealsDisputed: 0,
      disputesLost: 0,
      partsDue: 0,
      partsOnTime: 0,
      onTimeBps: null,
    });
  });

  it('counts a finished deal on both sides, and delivery in time for the seller', async () => {
    const deal = await aDeliveredDeal();
    await confirm(deal);
    const [seller, buyer] = [await trustOf(deal.seller.id), await trustOf(deal.buyer.id)];
    assert.deepEqual(
      [seller.dealsDone, seller.dealsPaid, seller.partsDue, seller.onTimeBps],
      [1, 1, 1, 10_000],
    );
    assert.deepEqual([buyer.dealsDone, buyer.dealsPaid, buyer.partsDue, buyer.onTimeBps], [1, 1, 0, null]);
  });

  it('counts against the seller what was not delivered in time, but nothing before', async () => {
    setClock('2035-01-10T12:00:00+07:00');
    const deal = await aHeldDeal();
    assert.equal((await trustOf(deal.seller.id)).partsDue, 0);
    setClock('2035-02-10T12:00:00+07:00');
    const { partsDue, partsOnTime, onTimeBps } = await trustOf(deal.seller.id);
    assert.deepEqual([partsDue, partsOnTime, onTimeBps], [1, 0, 0]);
  });

  it('does not hold a deal against a seller who gave the money back in time', async () => {
    const deal = await aHeldDeal();
    await as(deal.seller).post(`/escrows/${deal.id}/refund`, {});
    setClock('2036-01-10T12:00:00+07:00');
    const { partsDue, dealsDone, dealsPaid } = await trustOf(deal.seller.id);
    assert.deepEqual([partsDue, dealsDone, dealsPaid], [0, 0, 1]);
  });

  it('counts disputes on both sides, and a lost one against whoever lost it', async () => {
    const deal = await aDeliveredDeal();
    const part = deal.shown.parts[0]?.id ?? '';
    const logs = (table: string, key: string, id: string, from: string, to: string, event: string) =>
      query(
        `INSERT INTO ${table} (id, ${key}, from_status, to_status, event, actor_kind, created_at)
         VALUES (?, ?, ?, ?, ?, 'system', UTC_TIMESTAMP(3))`,
        [newId(), id, from, to, event],
      );
    await logs('escrow_logs', 'escrow_id', deal.id, 'DELIVERED', 'DISPUTED', 'dispute');
    await logs('escrow_part_logs', 'part_id', part, 'DISPUTED', 'REFUNDED', 'refund');
    const both = await trustOfUsers([deal.buyer.id, deal.seller.id]);
    const [buyer, seller] = [both.get(deal.buyer.id), both.get(deal.seller.id)];
    assert.deepEqual([buyer?.dealsDisputed, seller?.dealsDisputed], [1, 1]);
    assert.deepEqual([buyer?.disputesLost, seller?.disputesLost], [0, 1]);
  });

  it('S0.1 stands beside the other side wherever one deal is shown', async () => {
    const deal = await anAgreedDeal();
    const { counterpart } = dealOf(await as(deal.buyer).get(`/escrows/${deal.id}`));
    assert.equal(counterpart?.trust?.deals_done, 0);
    assert.equal(counterpart.trust.member_since, deal.seller.createdAt.toISOString());
  });
});

describe('a deal between accounts of one person', () => {
  const reviewOf = async (id: string) => {
    const [row] = await query<{ reason: string | null; alerts: string }>(
      `SELECT review_reason AS reason, (SELECT COUNT(*) FROM alerts WHERE kind = 'same_person_deal' AND subject = e.id)
         AS alerts FROM escrows e WHERE id = ?`,
      [id],
    );
    return [row?.reason, Number(row?.alerts)];
  };

  const aSession = (userId: string, ip: string, userAgent: string) =>
    query(
      `INSERT INTO page_sessions (id, user_id, token_hash, expires_at, ip, user_agent, created_at)
       VALUES (?, ?, SHA2(?, 256), '2040-01-01', ?, ?, UTC_TIMESTAMP(3))`,
      [newId(), userId, newId(), ip, userAgent],
    );

  const aBankAccount = (userId: string, number: string) =>
    query(
      `INSERT INTO bank_accounts (id, user_id, bank_code, number_cipher, number_hint, number_hash, live_hash, holder_name,
         status, usable_from, created_at, updated_at)
       VALUES (?, ?, '014', 'x', '7890', SHA2(?, 256), SHA2(?, 256), 'SARI', 'VERIFIED', UTC_TIMESTAMP(3),
         UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
      [newId(), userId, number, number],
    );

  it('is left alone when nothing speaks for it', async () => {
    const deal = await anAgreedDeal();
    await drainJobs();
    assert.deepEqual(await reviewOf(deal.id), [null, 0]);
  });

  it('is flagged for review, once, when both are paid to the same bank account', async () => {
    const deal = await anAgreedDeal();
    const number = newId();
    await aBankAccount(deal.buyer.id, number);
    await aBankAccount(deal.seller.id, number);
    await drainJobs();
    assert.deepEqual(await reviewOf(deal.id), ['same_bank_account', 1]);
  });

  it('is flagged when both use one mailbox', async () => {
    const buyer = await aCustomer({ email: `kembar${newId().toLowerCase()}@contoh.test` });
    const seller = await aCustomer({ email: buyer.email?.replace('@', '+jual@') ?? '' });
    const proposed = dealOf(await as(buyer).post('/escrows', dealWish()));
    await as(seller).post('/escrows/join', { code: proposed.invitation_code });
    await drainJobs();
    assert.deepEqual(await reviewOf(proposed.id), ['same_mailbox', 1]);
  });

  it('is flagged when both come from one device and network, which our own machines are not', async () => {
    const [near, far] = [await anAgreedDeal(), await anAgreedDeal()];
    for (const { id } of [near.buyer, near.seller]) await aSession(id, '203.0.113.7', 'Peramban/1');
    for (const { id } of [far.buyer, far.seller]) await aSession(id, '192.168.1.7', 'Peramban/1');
    await drainJobs();
    assert.deepEqual(await reviewOf(near.id), ['same_device', 1]);
    assert.deepEqual(await reviewOf(far.id), [null, 0]);
  });

  it('cannot share a phone number, because that belongs to one account', async () => {
    const user = await aCustomer();
    await assert.rejects(aCustomer({ phone: user.phone ?? '' }));
  });
});

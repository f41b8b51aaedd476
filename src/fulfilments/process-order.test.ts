import assert from 'node:assert/strict';
import { system } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { config } from '../platform/config.js';
import { query } from '../platform/database.js';
import { redis, redisKey } from '../platform/redis.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { FencedError, processDelivery } from '../platform/worker.js';
import {
  ageCall,
  bookedUnder,
  callsOf,
  fulfilmentIn,
  openAlerts,
  pass,
  queuedFulfilment,
  settleOpenOrders,
  reload,
  restoreClock,
  runTask,
  staffWith,
  testNumbers,
} from '../../test/factories/fulfilments.js';
import { anAttempt, drainJobs } from '../../test/jobs.js';
import { useSandbox } from '../../test/sandbox.js';
import { claimOrder } from './claim-order.js';
import type { Fulfilment } from './fulfilment.entity.js';
import { recheckFulfilment } from './fulfilment.service.js';
import { presentFulfilment } from './fulfilment.presenter.js';
import { processOrder } from './process-order.js';
import { forgetCircuit } from './suppliers/digiflazz-circuit.js';

const minute = 60_000;

interface Stats {
  digiflazz: { purchases_by_ref_id: Record<string, number>; bought_twice: string[]; hasty_calls: number };
}

describe('ProcessDigiflazzOrder', () => {
  const providers = useSandbox();
  beforeEach(forgetCircuit);
  afterEach(async () => {
    restoreClock();
    await settleOpenOrders();
    await providers.control('digiflazz', { mode: 'default', limits: 'recorded' });
  });

  const supplier = (order: Record<string, unknown>) => providers.control('digiflazz', order);
  const bellsOf = async ({ id }: Fulfilment) =>
    (await query(`SELECT id FROM outbox WHERE job = 'ProcessDigiflazzOrder' AND payload LIKE ?`, [`%${id}%`]))
      .length;
  const bought = async ({ id }: Fulfilment) =>
    (await providers.read<Stats>('/stats')).digiflazz.purchases_by_ref_id[id] ?? 0;

  async function processed(
    order: Parameters<typeof queuedFulfilment>[0] = {},
    behaviour?: Record<string, unknown>,
  ): Promise<Fulfilment> {
    const fulfilment = await queuedFulfilment(order);
    if (behaviour) await supplier({ ...behaviour, ref_id: fulfilment.id });
    await drainJobs();
    return reload(fulfilment);
  }

  async function askedAgain(fulfilment: Fulfilment, afterMs = minute): Promise<Fulfilment> {
    pass(afterMs);
    await ageCall(fulfilment, afterMs);
    await runTask('check-pending-fulfilments');
    return reload(fulfilment);
  }

  it('S4.54 S4.56 S4.57 is rung by the queued order, calls Digiflazz and stores the serial number', async () => {
    const fulfilment = await processed();
    assert.equal(fulfilment.status, 'SUCCESS');
    assert.equal(fulfilment.costAmount, 10_500);
    const { serial_number } = presentFulfilment(fulfilment, { owner: true });
    assert.ok(serial_number && serial_number.length > 5);
    assert.equal(fulfilment.serialNumberCipher?.includes(serial_number), false);
    assert.notEqual(presentFulfilment(fulfilment, { owner: false }).serial_number, serial_number);
    assert.equal(await bookedUnder(`fulfilment:${fulfilment.id}:cost`), 10_500);
    assert.equal(fulfilment.nextCheckAt, null);
  });

  it('sends the maximum price and its own id as reference', async () => {
    const fulfilment = await processed();
    const log = await providers.read<{ body: Record<string, unknown> | string }[]>('/log?provider=digiflazz');
    const bodies = log.map(({ body }) =>
      typeof body === 'string' ? (JSON.parse(body) as Record<string, unknown>) : body,
    );
    const sent = bodies.find((body) => body['ref_id'] === fulfilment.id);
    assert.deepEqual([sent?.['max_price'], sent?.['testing']], [10_800, true]);
  });

  it('fails an order that the supplier refuses for good, and costs nothing', async () => {
    const fulfilment = await processed({ customerNo: testNumbers.fail });
    assert.equal(fulfilment.status, 'FAILED');
    assert.equal(await bookedUnder(`fulfilment:${fulfilment.id}:cost`), 0);
    assert.equal((await callsOf(fulfilment))[0]?.rc, '02');
  });

  it('waits for a pending purchase and asks after a minute, then less and less often', async () => {
    let fulfilment = await processed({}, { mode: 'pending' });
    assert.equal(fulfilment.status, 'PENDING');
    fulfilment = await askedAgain(fulfilment, minute - 1_000);
    assert.equal(fulfilment.calls, 1);
    fulfilment = await askedAgain(fulfilment, 1_000);
    assert.deepEqual([fulfilment.status, fulfilment.calls], ['PENDING', 2]);
    fulfilment = await askedAgain(fulfilment);
    assert.equal(fulfilment.calls, 2);
    fulfilment = await askedAgain(fulfilment);
    assert.equal(fulfilment.calls, 3);
    assert.equal(await bought(fulfilment), 1);
  });

  it('finds a pending purchase successful without any webhook', async () => {
    const pending = await processed({}, { mode: 'pending' });
    await providers.control(`digiflazz/${pending.id}/webhook`, { status: 'Sukses' });
    assert.equal((await askedAgain(pending)).status, 'SUCCESS');
  });

  for (const mode of ['hang', 'error'] as const) {
    it(`takes "${mode}" for unknown, and buys once when asked again under the same reference`, async () => {
      const lost = await processed({}, { mode, times: 1 });
      assert.deepEqual([lost.status, lost.rc, await bought(lost)], ['UNKNOWN', null, 0]);
      const found = await askedAgain(lost);
      assert.deepEqual([found.status, await bought(found)], ['SUCCESS', 1]);
      assert.deepEqual(
        (await callsOf(found)).map(({ purpose, outcome }) => `${purpose} ${outcome}`),
        ['purchase UNKNOWN', 'status SUCCESS'],
      );
    });
  }

  it('takes a cut connection for unknown, and finds the purchase that was made', async () => {
    const lost = await processed({}, { mode: 'lost', times: 1 });
    assert.deepEqual([lost.status, await bought(lost)], ['UNKNOWN', 1]);
    const found = await askedAgain(lost);
    assert.deepEqual([found.status, await bought(found)], ['SUCCESS', 1]);
  });

  it('looks once more before it believes a time-out that is called failed', async () => {
    const doubtful = await processed({ customerNo: '087800009999' }, { mode: 'fail', rc: '01' });
    assert.deepEqual([doubtful.status, doubtful.rc], ['UNKNOWN', '01']);
    assert.equal((await askedAgain(doubtful, minute - 1_000)).status, 'UNKNOWN');
    assert.equal((await askedAgain(doubtful, 1_000)).status, 'FAILED');
  });

  it('believes "you ask too often" on a first call when a second one says the same', async () => {
    const limited = await processed({ customerNo: '087800009999' }, { mode: 'fail', rc: '85' });
    assert.deepEqual([limited.status, limited.rc], ['UNKNOWN', '85']);
    assert.equal((await askedAgain(limited)).status, 'FAILED');
  });

  it('never takes "you ask too often" for a failure of what an unanswered call may have bought', async () => {
    const cut = await fulfilmentIn('SENT', { lastCalledAt: null, nextCheckAt: null });
    await supplier({ mode: 'fail', rc: '85', ref_id: cut.id });
    await query(
      `UPDATE fulfilments SET customer_no = '087800009999', next_check_at = created_at WHERE id = ?`,
      [cut.id],
    );
    for (let call = 0; call < 3; call += 1) {
      const asked = await askedAgain(cut, 10 * minute);
      assert.deepEqual([asked.status, asked.rc, asked.calls], ['UNKNOWN', null, call + 2]);
    }
  });

  it("keeps customers' orders waiting while our deposit is empty, and buys when it is back", async () => {
    await providers.control('digiflazz/deposit', { amount: 0 });
    const waiting = await processed();
    assert.deepEqual([waiting.status, waiting.rc, await bought(waiting)], ['QUEUED', '44', 0]);
    assert.ok((await openAlerts('digiflazz')).includes('supplier_blocked'));
    await providers.control('digiflazz/deposit', { amount: 50_000_000 });
    pass(minute);
    await ageCall(waiting, minute);
    await runTask('check-supplier-deposit');
    await runTask('check-pending-fulfilments');
    assert.equal((await reload(waiting)).status, 'SUCCESS');
    await runTask('check-supplier-deposit');
    assert.equal((await openAlerts('digiflazz')).includes('supplier_blocked'), false);
  });

  it('hands an order that waits too long to a person instead of trying for ever', async () => {
    await providers.control('digiflazz/deposit', { amount: 0 });
    const waiting = await processed();
    const late = await askedAgain(waiting, 6 * 60 * minute + 1_000);
    assert.deepEqual(
      [late.status, late.reviewReason, late.nextCheckAt],
      ['QUEUED', 'waiting_too_long', null],
    );
    assert.deepEqual(await openAlerts(late.id), ['fulfilment_unresolved']);
    await providers.control('digiflazz/deposit', { amount: 50_000_000 });
    await inTransaction(staffWith('support'), (uow) =>
      recheckFulfilment(uow, { fulfilmentId: late.id, reason: 'Deposit sudah diisi' }),
    );
    await drainJobs();
    const bought = await reload(late);
    assert.deepEqual([bought.status, bought.reviewReason, await openAlerts(late.id)], ['SUCCESS', null, []]);
  });

  it('fails when the price has risen above the maximum', async () => {
    const fulfilment = await processed({ maxPriceAmount: 10_499 });
    assert.deepEqual([fulfilment.status, fulfilment.rc, await bought(fulfilment)], ['FAILED', '69', 0]);
  });

  it('refuses to call without a maximum price', async () => {
    const fulfilment = await processed({ maxPriceAmount: 0 });
    assert.deepEqual([fulfilment.status, fulfilment.calls], ['FAILED', 0]);
  });

  it('follows a pending purchase to its failure', async () => {
    const fulfilment = await processed({ customerNo: testNumbers.pendingThenFail });
    assert.equal(fulfilment.status, 'PENDING');
    await providers.control(`digiflazz/${fulfilment.id}/webhook`, { status: 'Gagal' });
    assert.equal((await askedAgain(fulfilment)).status, 'FAILED');
  });

  it('stops asking after 80 days, when a call would soon buy again', async () => {
    const unknown = await fulfilmentIn('UNKNOWN');
    const old = await askedAgain(unknown, 81 * 24 * 60 * minute);
    assert.deepEqual([old.status, old.calls, old.reviewReason], ['UNKNOWN', 1, 'too_old_to_ask']);
    assert.equal(await bought(old), 0);
    assert.deepEqual(await openAlerts(old.id), ['fulfilment_unresolved']);
    assert.equal((await askedAgain(old, 24 * 60 * minute)).calls, 1);
  });

  it('never asks about an order that has ended', async () => {
    for (const status of ['FAILED', 'SUCCESS', 'REVERSED'] as const) {
      const ended = await fulfilmentIn(status);
      const after = await askedAgain(ended, 2 * minute);
      assert.deepEqual([after.status, after.calls, await bought(after)], [status, 1, 0]);
    }
  });

  it('finds a paid order whose job was lost before its first call', async () => {
    const lost = await fulfilmentIn('QUEUED');
    assert.equal((await askedAgain(lost, 2 * minute - 1_000)).calls, 0);
    assert.equal((await askedAgain(lost, 1_000)).status, 'SUCCESS');
  });

  it('lets an order that goes too fast for the supplier ring again, and the sweep wait for that', async () => {
    const queued = await queuedFulfilment();
    const spent = `${redisKey('pace')}:digiflazz`;
    await redis().set(spent, 3 * config.DIGIFLAZZ_RATE_PER_SECOND, 'EX', 60);
    await drainJobs();
    await redis().del(spent);
    const paced = await reload(queued);
    assert.deepEqual([paced.status, paced.calls, await bellsOf(paced)], ['QUEUED', 0, 2]);
    assert.ok((paced.nextCheckAt?.getTime() ?? 0) > clock.now().getTime() + 2 * minute);
  });

  it("keeps the supplier's minute when business time is moved", async () => {
    const pending = await processed({}, { mode: 'pending' });
    pass(24 * 60 * minute);
    await runTask('check-pending-fulfilments');
    assert.equal((await reload(pending)).calls, 1, 'a moved clock asks no sooner');
    await ageCall(pending, minute);
    pass(minute);
    await runTask('check-pending-fulfilments');
    assert.equal((await reload(pending)).calls, 2);
  });

  it('asks about an order of a time that has been taken back', async () => {
    pass(24 * 60 * minute);
    const ahead = await fulfilmentIn('PENDING');
    restoreClock();
    await ageCall(ahead, minute);
    await runTask('check-pending-fulfilments');
    assert.equal((await reload(ahead)).calls, 2);
  });

  it('goes on after a crash between the commit and the call, with the same reference', async () => {
    const fulfilment = await fulfilmentIn('QUEUED');
    await inTransaction(system('test'), (uow) => claimOrder(uow, fulfilment.id));
    const cut = await reload(fulfilment);
    assert.deepEqual([cut.status, cut.calls, await bought(cut)], ['SENT', 1, 0]);
    const resumed = await askedAgain(cut);
    assert.deepEqual([resumed.status, resumed.calls, await bought(resumed)], ['SUCCESS', 2, 1]);
  });

  it('calls once when two workers take the same order at once', async () => {
    const fulfilment = await queuedFulfilment();
    const [row] = await query<{ id: string }>(`SELECT id FROM outbox WHERE payload LIKE ?`, [
      `%${fulfilment.id}%`,
    ]);
    await query(`UPDATE outbox SET status = 'SENT', attempts = 2, sent_at = UTC_TIMESTAMP(3) WHERE id = ?`, [
      row?.id,
    ]);
    const delivery = (attempt: number) => ({
      id: row?.id ?? '',
      attempt,
      job: 'ProcessDigiflazzOrder',
      payload: { id: fulfilment.id },
      requestId: null,
    });
    await Promise.all([
      processDelivery(delivery(2)),
      processDelivery(delivery(2)),
      processDelivery(delivery(1)),
    ]);
    const done = await reload(fulfilment);
    assert.deepEqual([done.status, done.calls, (await callsOf(done)).length], ['SUCCESS', 1, 1]);
  });

  it('calls once when the bell is rung many times', async () => {
    const fulfilment = await queuedFulfilment();
    await inTransaction(system('test'), (uow) => {
      for (let bell = 0; bell < 5; bell += 1)
        uow.enqueue({ name: 'ProcessDigiflazzOrder', queue: 'fulfilments' }, { id: fulfilment.id });
      return Promise.resolve();
    });
    await drainJobs();
    assert.equal((await reload(fulfilment)).calls, 1);
  });

  it('lets a worker that lost its job write nothing after its call', async () => {
    const fulfilment = await fulfilmentIn('QUEUED');
    let isLost = false;
    const attempt = anAttempt({
      inTransaction: (actor, work) =>
        isLost ? Promise.reject(new FencedError('x')) : inTransaction(actor, work),
      assertOwned: () => Promise.resolve(void (isLost = true)),
    });
    await assert.rejects(processOrder(fulfilment.id, attempt), FencedError);
    const fenced = await reload(fulfilment);
    assert.deepEqual([fenced.status, (await callsOf(fenced)).length, await bought(fenced)], ['SENT', 0, 1]);
    const found = await askedAgain(fenced);
    assert.deepEqual([found.status, await bought(found)], ['SUCCESS', 1]);
  });

  it('lets a worker that lost its job call nobody', async () => {
    const fulfilment = await fulfilmentIn('QUEUED');
    const attempt = anAttempt({ assertOwned: () => Promise.reject(new FencedError('x')) });
    await assert.rejects(processOrder(fulfilment.id, attempt), FencedError);
    assert.equal(await bought(fulfilment), 0);
  });

  it('keeps orders in the queue while the circuit is open, and comes back to them', async () => {
    await supplier({ mode: 'error' });
    for (let call = 0; call < 5; call += 1) await processed();
    const held = await processed();
    assert.deepEqual([held.status, held.calls], ['QUEUED', 0]);
    const wait = (held.nextCheckAt?.getTime() ?? 0) - held.updatedAt.getTime();
    assert.ok(wait >= 10_000 && wait <= 12_500, `looked at when the circuit may close, in ${wait} ms`);
    assert.equal(await bellsOf(held), 1, 'no row is left for an order that the sweep will find');
    await supplier({ mode: 'default' });
    forgetCircuit();
    assert.equal((await askedAgain(held, 12_500)).status, 'SUCCESS');
  });

  it("asks within the supplier's limits and buys nothing twice", async () => {
    const { digiflazz } = await providers.read<Stats>('/stats');
    assert.deepEqual([digiflazz.bought_twice, digiflazz.hasty_calls], [[], 0]);
  });
});

import assert from 'node:assert/strict';
import { callbackBody, openedPayment, waitingPayment } from '../../test/factories/payments.js';
import { openAlerts } from '../../test/factories/fulfilments.js';
import { walletBalance } from '../../test/factories/wallets.js';
import { drainJobs } from '../../test/jobs.js';
import { useSandbox } from '../../test/sandbox.js';
import { raiseAlertNow } from '../platform/alerts.js';
import { system } from '../platform/actor.js';
import { clock, moveClock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { storeCallback } from './callback-inbox.js';
import { configuredTripay, useGateway } from './gateways/index.js';
import type { Payment } from './payment.entity.js';
import { checkOnePayment, checkOpenPayments } from './payment.jobs.js';
import { cancelPayment, paymentById } from './payment.service.js';
import { requestPayment } from './request-payment.js';

const minute = 60_000;
const hour = 60 * minute;

async function reload({ id }: Payment): Promise<Payment> {
  const found = await paymentById(id);
  assert.ok(found);
  return found;
}

async function check(payment: Payment): Promise<Payment> {
  await inTransaction(system('test'), (uow) =>
    Promise.resolve(uow.enqueue(checkOnePayment, { id: payment.id })),
  );
  await drainJobs();
  return reload(payment);
}

async function sweep(): Promise<void> {
  await inTransaction(system('test'), async (uow) => uow.enqueue(checkOpenPayments, {}));
  await drainJobs();
}

describe('check-payment', () => {
  const sandbox = useSandbox();
  beforeEach(() => useGateway(configuredTripay()));
  afterEach(async () => {
    moveClock(0);
    await sandbox.control('reset');
  });

  /** Says at the gateway that it was paid, while the shop cannot be reached. */
  const pay = (payment: Payment, body = {}) => sandbox.control(`tripay/${payment.reference}/pay`, body);
  const gatewayIsBack = async () => {
    await sandbox.control('tripay', { mode: 'success' });
    useGateway(configuredTripay());
  };
  const lastMoment = ({ gatewayExpiresAt }: Payment) => (gatewayExpiresAt?.getTime() ?? 0) + minute / 2;
  const gapAfter = async (payment: Payment) =>
    ((await check(payment)).nextCheckAt?.getTime() ?? 0) - clock.now().getTime();
  const created = async (payment: Payment) =>
    (await sandbox.read<{ path: string; body: Record<string, unknown> }[]>('/log?provider=tripay')).filter(
      ({ path, body }) =>
        path.includes('/transaction/create') && body['merchant_ref'] === payment.merchantRef,
    ).length;

  it('finds a payment whose answer was lost, and asks for no second one', async () => {
    const opened = await openedPayment();
    await sandbox.control('tripay', { mode: 'lost', times: 1 });
    await requestPayment(opened);
    assert.equal((await reload(opened)).reference, null);
    const found = await check(opened);
    assert.ok(found.reference);
    assert.match(found.payCode ?? '', /^\d{16}$/);
    assert.equal(found.status, 'UNPAID');
    assert.equal(await created(opened), 1);
  });

  it('sends a request again that provably never arrived, under the same name', async () => {
    const opened = await openedPayment();
    await sandbox.control('tripay', { mode: 'error', times: 1 });
    await requestPayment(opened);
    const found = await check(opened);
    assert.ok(found.reference);
    assert.equal(await created(opened), 2);
  });

  it('asks for a payment whose process died before it could', async () => {
    const found = await check(await openedPayment());
    assert.ok(found.payCode);
  });

  it('fails a lost request that is refused when it is repeated', async () => {
    const found = await check(await openedPayment({ channel: { method: 'MUAMALATVA' } }));
    assert.equal(found.status, 'FAILED');
  });

  it('creates nothing and expires nothing while the gateway cannot be asked', async () => {
    const opened = await openedPayment();
    await sandbox.control('tripay', { mode: 'down' });
    moveClock(2 * hour);
    const found = await check(opened);
    assert.equal(found.status, 'UNPAID');
    assert.ok(found.nextCheckAt && found.nextCheckAt > clock.now());
    assert.equal(await created(opened), 0);
  });

  it('settles a payment whose callback never came', async () => {
    const payment = await requestPayment(await openedPayment());
    await pay(payment);
    const found = await check(payment);
    assert.equal(found.status, 'PAID');
    assert.equal(found.paidAmount, 29_250);
    assert.equal(found.nextCheckAt, null);
  });

  it('looks again in ten minutes while the customer has not paid', async () => {
    const payment = await requestPayment(await openedPayment());
    const found = await check(payment);
    assert.equal(found.status, 'UNPAID');
    const gap = (found.nextCheckAt?.getTime() ?? 0) - clock.now().getTime();
    assert.ok(gap > 9 * minute && gap <= 10 * minute);
  });

  it('declares an expiry only after asking', async () => {
    const payment = await requestPayment(await openedPayment());
    const paid = await requestPayment(await openedPayment());
    await pay(paid);
    moveClock(hour + minute);
    assert.equal((await check(payment)).status, 'EXPIRED');
    assert.equal((await check(paid)).status, 'PAID');
  });

  it('expires a payment that the gateway never had', async () => {
    const opened = await openedPayment();
    moveClock(hour + minute);
    assert.equal((await check(opened)).status, 'EXPIRED');
    assert.equal(await created(opened), 0);
  });

  it('finds money that was paid for a cancelled payment, and parks it', async () => {
    const payment = await requestPayment(await openedPayment());
    await inTransaction(system('test'), (uow) =>
      cancelPayment(uow, payment.transactionId, 'changed my mind'),
    );
    await pay(payment);
    moveClock(hour + minute);
    const found = await check(payment);
    assert.equal(found.status, 'CANCELLED');
    assert.equal(found.nextCheckAt, null);
    assert.equal(await walletBalance(payment.payerId ?? ''), 25_000);
  });

  /** A payment that the gateway collects for two hours, while the sale waits one. */
  async function collectedLonger(): Promise<Payment> {
    const expiresAt = new Date(clock.now().getTime() + 2 * hour);
    const payment = await requestPayment(await openedPayment({ expiresAt }));
    await query('UPDATE payments SET expires_at = expires_at - INTERVAL 1 HOUR WHERE id = ?', [payment.id]);
    return payment;
  }

  for (const [state, close] of [
    ['EXPIRED', check],
    [
      'CANCELLED',
      async (payment: Payment) => {
        const cancel = (uow: UnitOfWork) => cancelPayment(uow, payment.transactionId, 'changed my mind');
        return inTransaction(system('test'), cancel);
      },
    ],
  ] as const) {
    it(`looks at an ${state} payment once more when the gateway has stopped collecting, and parks the money`, async () => {
      const payment = await collectedLonger();
      moveClock(hour + minute);
      assert.equal((await close(payment)).status, state);
      await pay(payment);
      moveClock(2 * hour + minute);
      await sweep();
      const found = await reload(payment);
      assert.deepEqual([found.status, found.nextCheckAt], [state, null]);
      assert.equal(await walletBalance(payment.payerId ?? ''), 25_000);
    });
  }

  it('finds money whose word was lost after an expiry that came too early, and puts it into the wallet', async () => {
    const payment = await requestPayment(await openedPayment());
    await pay(payment);
    const body = Buffer.from(callbackBody(payment, { status: 'EXPIRED' }));
    await storeCallback({ gateway: 'tripay', body, headers: {}, ip: '127.0.0.1' });
    await drainJobs();
    assert.equal((await reload(payment)).status, 'EXPIRED');
    moveClock(11 * minute);
    await sweep();
    const closed = await reload(payment);
    assert.deepEqual([closed.status, closed.nextCheckAt], ['EXPIRED', null]);
    assert.equal(await walletBalance(payment.payerId ?? ''), 25_000);
  });

  it('asks no more about a payment that nobody has paid when the gateway stopped collecting', async () => {
    const payment = await collectedLonger();
    moveClock(hour + minute);
    const expired = await check(payment);
    assert.deepEqual([expired.status, expired.nextCheckAt?.getTime()], ['EXPIRED', lastMoment(payment)]);
    moveClock(2 * hour + minute);
    assert.equal((await check(payment)).nextCheckAt, null);
  });

  it('asks about a cancelled payment less often once staff know that the gateway says nothing', async () => {
    const payment = await requestPayment(await openedPayment());
    await inTransaction(system('test'), (uow) =>
      cancelPayment(uow, payment.transactionId, 'changed my mind'),
    );
    await sandbox.control('tripay', { mode: 'down' });
    moveClock(hour + minute);
    assert.ok((await gapAfter(payment)) <= minute);
    assert.deepEqual(await openAlerts(payment.id), []);
    moveClock(2 * hour);
    assert.ok((await gapAfter(payment)) > 9 * minute);
    assert.deepEqual(await openAlerts(payment.id), ['payment_outcome_unknown']);
    await gatewayIsBack();
    assert.equal((await check(payment)).nextCheckAt, null);
    assert.deepEqual(await openAlerts(payment.id), []);
  });

  for (const [ending, wasPaid] of [
    ['PAID', true],
    ['EXPIRED', false],
  ] as const) {
    it(`closes its alerts about a payment once it is ${ending}`, async () => {
      const payment = await requestPayment(await openedPayment());
      await raiseAlertNow({ kind: 'payment_contradiction', subject: payment.id, severity: 'critical' });
      await sandbox.control('tripay', { mode: 'down' });
      moveClock(2 * hour);
      await check(payment);
      assert.deepEqual(await openAlerts(payment.id), ['payment_contradiction', 'payment_outcome_unknown']);
      await gatewayIsBack();
      if (wasPaid) await pay(payment);
      assert.equal((await check(payment)).status, ending);
      assert.deepEqual(await openAlerts(payment.id), []);
    });
  }

  it('takes a paid payment as proof that the gateway accepts its method again', async () => {
    const refused = {
      kind: 'payment_refused_by_gateway',
      subject: 'tripay:BRIVA',
      severity: 'warning',
    } as const;
    await raiseAlertNow(refused);
    const payment = await requestPayment(await openedPayment());
    await pay(payment);
    await check(payment);
    assert.deepEqual(await openAlerts(refused.subject), []);
  });

  it('settles no payment that the gateway made for another amount, and expires it in time', async () => {
    const opened = await openedPayment();
    await sandbox.control('tripay', { mode: 'wrong_amount', times: 1 });
    await requestPayment(opened);
    await sandbox.control(`tripay/${opened.merchantRef}/pay`, {});
    assert.equal((await check(opened)).status, 'UNPAID');
    moveClock(hour + minute);
    assert.equal((await check(opened)).status, 'EXPIRED');
    assert.equal(await walletBalance(opened.payerId ?? ''), 26_000);
  });

  it('asks about a payment that was planned by a clock that has been put back', async () => {
    moveClock(24 * hour);
    const payment = await requestPayment(await openedPayment());
    await pay(payment);
    moveClock(0);
    await sweep();
    assert.equal((await reload(payment)).status, 'PAID');
  });

  it('still asks once about a payment that was cancelled after its time', async () => {
    const payment = await requestPayment(await openedPayment());
    await pay(payment);
    moveClock(hour + minute);
    await inTransaction(system('test'), (uow) =>
      cancelPayment(uow, payment.transactionId, 'changed my mind'),
    );
    await sweep();
    assert.equal(await walletBalance(payment.payerId ?? ''), 25_000);
  });

  it('hands due payments out once, however many sweeps run', async () => {
    const payment = await requestPayment(await openedPayment());
    await pay(payment);
    await query('UPDATE payments SET next_check_at = ? WHERE id = ?', [clock.now(), payment.id]);
    await inTransaction(system('test'), async (uow) => {
      uow.enqueue(checkOpenPayments, {});
      uow.enqueue(checkOpenPayments, {});
    });
    await drainJobs();
    assert.equal((await reload(payment)).status, 'PAID');
    const jobs = await query(
      `SELECT id FROM outbox WHERE job = 'check-payment' AND JSON_VALUE(payload, '$.id') = ?`,
      [payment.id],
    );
    assert.equal(jobs.length, 1);
  });
});

describe('requeue-payment-callbacks', () => {
  const requeue = () =>
    inTransaction(system('test'), async (uow) =>
      uow.enqueue({ name: 'requeue-payment-callbacks', queue: 'payments' }, {}),
    );

  it('leaves a callback alone whose own job waits for its next try', async () => {
    const payment = await waitingPayment();
    const body = Buffer.from(callbackBody(payment));
    await storeCallback({ gateway: 'tripay', body, headers: {}, ip: '127.0.0.1' });
    const jobs = () =>
      query(
        `SELECT o.id FROM outbox o JOIN payment_callbacks c ON c.id = JSON_VALUE(o.payload, '$.id')
         WHERE o.job = 'process-payment-callback' AND c.merchant_ref = ?`,
        [payment.merchantRef],
      );
    const inAnHour = new Date(clock.wall().getTime() + 60 * minute);
    await query(`UPDATE outbox SET available_at = ? WHERE job = 'process-payment-callback'`, [inAnHour]);
    moveClock(2 * minute);
    await requeue();
    await drainJobs();
    moveClock(0);
    assert.equal((await jobs()).length, 1);
    await query(`DELETE FROM outbox WHERE job = 'process-payment-callback'`);
  });

  it('acts on a callback that lost its job, after a minute', async () => {
    const payment = await waitingPayment();
    await storeCallback({
      gateway: 'tripay',
      body: Buffer.from(callbackBody(payment)),
      headers: {},
      ip: '127.0.0.1',
    });
    await query(`DELETE FROM outbox WHERE job = 'process-payment-callback'`);
    await requeue();
    await drainJobs();
    assert.equal((await reload(payment)).status, 'UNPAID');
    moveClock(2 * minute);
    await requeue();
    await drainJobs();
    moveClock(0);
    assert.equal((await reload(payment)).status, 'PAID');
  });
});

import assert from 'node:assert/strict';
import { config } from '../platform/config.js';
import { openedPayment } from '../../test/factories/payments.js';
import { useSandbox } from '../../test/sandbox.js';
import { database, query } from '../platform/database.js';
import { system } from '../platform/actor.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { configuredTripay, useGateway } from './gateways/index.js';
import { cancelPayment, paymentById } from './payment.service.js';
import { presentPayment, qrImage } from './payment.presenter.js';
import type { Payment } from './payment.entity.js';
import { requestPayment } from './request-payment.js';

interface Call {
  path: string;
  body: Record<string, unknown>;
}

const alertsAbout = async (payment: Payment, kind: string) =>
  (await query('SELECT id FROM alerts WHERE kind = ? AND subject = ?', [kind, payment.id])).length;

async function reload({ id }: Payment): Promise<Payment> {
  const found = await paymentById(id);
  assert.ok(found);
  return found;
}

/** What is sent to the database while something runs. */
async function statementsDuring(work: () => Promise<unknown>): Promise<string[]> {
  const source = database();
  const { logger } = source;
  const sent: string[] = [];
  source.logger = Object.assign(Object.create(logger) as typeof logger, {
    logQuery: (statement: string) => void sent.push(statement),
  });
  try {
    await work();
  } finally {
    source.logger = logger;
  }
  return sent;
}

describe('requestPayment', () => {
  const sandbox = useSandbox();
  beforeEach(() => useGateway(configuredTripay()));
  afterEach(() => sandbox.control('reset'));
  const createCalls = async (payment: Payment) =>
    (await sandbox.read<Call[]>('/log?provider=tripay')).filter(
      ({ path, body }) =>
        path.includes('/transaction/create') && body['merchant_ref'] === payment.merchantRef,
    );

  it('stores pay code, reference and fee as the gateway gave them', async () => {
    const payment = await requestPayment(await openedPayment({ channel: { fee_amount: 1 } }));
    const stored = await reload(payment);
    assert.match(stored.reference ?? '', /^DEV-T12345/);
    assert.match(stored.payCode ?? '', /^\d{16}$/);
    assert.equal(stored.feeAmount, 4_250);
    assert.equal(stored.amount, 29_250);
    assert.equal(stored.status, 'UNPAID');
    assert.deepEqual(presentPayment(stored), presentPayment(payment));
    assert.ok(stored.nextCheckAt && stored.nextCheckAt > stored.createdAt);
  });

  it('tells the gateway items that add up, seconds, a national phone number and the callback address', async () => {
    const payment = await requestPayment(await openedPayment());
    const [call] = await createCalls(payment);
    assert.ok(call);
    assert.equal(call.body['amount'], 25_000);
    assert.deepEqual(call.body['order_items'], [
      { sku: 'PLN20', name: 'Token PLN', price: 25_000, quantity: 1 },
    ]);
    assert.equal(call.body['customer_phone'], '081200000001');
    assert.equal(call.body['expired_time'], Math.floor(payment.expiresAt.getTime() / 1_000));
    assert.equal(call.body['callback_url'], `${config.PUBLIC_URL}/api/v1/callbacks/tripay`);
    assert.equal(call.body['return_url'], `${config.PUBLIC_URL}/orders/1`);
  });

  it('keeps the leading zero of a pay code', async () => {
    const payment = await requestPayment(await openedPayment({ channel: { method: 'CIMBVA' } }));
    assert.match((await reload(payment)).payCode ?? '', /^02299\d+$/);
  });

  it('draws the QR code of a QRIS payment itself', async () => {
    const payment = await requestPayment(await openedPayment({ channel: { method: 'QRIS' } }));
    assert.match(payment.qrString ?? '', /^000201/);
    assert.match((await qrImage(payment)) ?? '', /^data:image\/png;base64,/);
    assert.equal(await qrImage(await openedPayment()), null);
  });

  it('writes the usual answer down in one statement', async () => {
    const opened = await openedPayment();
    const sent = await statementsDuring(() => requestPayment(opened));
    assert.deepEqual(
      sent.map((statement) => statement.split(' ')[0]),
      ['UPDATE'],
    );
    assert.deepEqual(presentPayment(await reload(opened)), presentPayment(opened));
    assert.ok(opened.reference);
  });

  it('keeps what a faster callback has written', async () => {
    const opened = await openedPayment();
    await query(`UPDATE payments SET reference = 'DEV-T12345FASTER' WHERE id = ?`, [opened.id]);
    await requestPayment(opened);
    assert.equal((await reload(opened)).reference, 'DEV-T12345FASTER');
  });

  it('does not ask twice', async () => {
    const payment = await requestPayment(await openedPayment());
    await requestPayment(payment.id);
    assert.equal((await createCalls(payment)).length, 1);
  });

  it('fails the payment on a definite refusal', async () => {
    const payment = await requestPayment(await openedPayment({ channel: { method: 'MUAMALATVA' } }));
    assert.equal((await reload(payment)).status, 'FAILED');
    assert.equal((await reload(payment)).nextCheckAt, null);
  });

  for (const mode of ['hang', 'error', 'lost', 'down'] as const) {
    it(`leaves the payment open for the sweep when the gateway answers with ${mode}`, async () => {
      const opened = await openedPayment();
      await sandbox.control('tripay', { mode });
      await requestPayment(opened);
      const stored = await reload(opened);
      assert.equal(stored.status, 'UNPAID');
      assert.equal(stored.reference, null);
      assert.ok(stored.nextCheckAt);
    });
  }

  it('trusts no answer about another amount, and raises an alert', async () => {
    const opened = await openedPayment();
    await sandbox.control('tripay', { mode: 'wrong_amount' });
    await requestPayment(opened);
    const stored = await reload(opened);
    assert.equal(stored.status, 'UNPAID');
    assert.equal(stored.reference, null);
    assert.equal(stored.payCode, null);
    assert.equal(stored.amount, 29_250);
    assert.equal(await alertsAbout(opened, 'payment_contradiction'), 1);
  });

  it('notes the reference of a payment that was cancelled meanwhile, and leaves it cancelled', async () => {
    const opened = await openedPayment();
    await inTransaction(system('test'), (uow) => cancelPayment(uow, opened.transactionId, 'changed my mind'));
    await requestPayment(Object.assign(opened, { status: 'UNPAID' as const }));
    const stored = await reload(opened);
    assert.equal(stored.status, 'CANCELLED');
    assert.ok(stored.reference);
  });
});

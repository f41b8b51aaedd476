import assert from 'node:assert/strict';
import { callbackBody, openedPayment, waitingPayment } from '../../test/factories/payments.js';
import { runAudit } from '../ledger/index.js';
import { system } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { paymentSchema } from './gateways/tripay.schema.js';
import { Payment } from './payment.entity.js';
import { paymentChecks } from './payment.checks.js';
import { cancelPayment, expirePayment, paymentOf, paymentsOf, refundPayment } from './payment.service.js';
import { readCallback } from './judge-callback.js';
import { settlePayment } from './settle-payment.js';

const work = <T>(use: (uow: UnitOfWork) => Promise<T>): Promise<T> => inTransaction(system('test'), use);
const code = (expected: string) => (error: unknown) =>
  error instanceof DomainError && error.code === expected;

async function paidPayment(): Promise<Payment> {
  const payment = await waitingPayment();
  const report = readCallback(callbackBody(payment));
  assert.ok(report);
  return work(async (uow) => settlePayment(uow, await uow.lock(Payment, { id: payment.id }), report));
}

const statusOf = async ({ transactionId }: Payment) => (await paymentOf(transactionId))?.status;

describe('openPayment', () => {
  it('S4.18 S4.36 writes one unpaid payment per transaction, with order and fee adding up', async () => {
    const payment = await openedPayment();
    const stored = await paymentOf(payment.transactionId);
    assert.deepEqual(
      [stored?.status, stored?.orderAmount, stored?.feeAmount, stored?.amount, stored?.merchantRef],
      ['UNPAID', 25_000, 4_250, 29_250, payment.id],
    );
    assert.deepEqual(stored?.request, payment.request);
    await assert.rejects(openedPayment({ transactionId: payment.transactionId }));
  });

  it('finds the payments of many transactions at once', async () => {
    const [first, second] = [await openedPayment(), await openedPayment()];
    const found = await paymentsOf([first.transactionId, second.transactionId, newId()]);
    assert.deepEqual(found.map(({ id }) => id).sort(), [first.id, second.id].sort());
    assert.deepEqual(await paymentsOf([]), []);
  });
});

describe('cancelPayment and expirePayment', () => {
  it('close an unpaid payment, and once only', async () => {
    const payment = await openedPayment();
    await work((uow) => cancelPayment(uow, payment.transactionId, 'no longer wanted'));
    await work((uow) => cancelPayment(uow, payment.transactionId, 'no longer wanted'));
    await work((uow) => expirePayment(uow, payment.transactionId));
    assert.equal(await statusOf(payment), 'CANCELLED');
  });

  it('leave paid money alone', async () => {
    const payment = await paidPayment();
    await work((uow) => expirePayment(uow, payment.transactionId));
    await assert.rejects(
      work((uow) => cancelPayment(uow, payment.transactionId, 'too late')),
      code('illegal_transition'),
    );
    assert.equal(await statusOf(payment), 'PAID');
  });
});

describe('refundPayment', () => {
  const refund = (payment: Payment, amount: number) =>
    work((uow) => refundPayment(uow, { transactionId: payment.transactionId, amount, reason: 'test' }));

  it('gives back in parts until the order is repaid', async () => {
    const payment = await paidPayment();
    await refund(payment, 10_000);
    await refund(payment, 5_000);
    assert.equal(await statusOf(payment), 'PARTIALLY_REFUNDED');
    await refund(payment, 10_000);
    assert.equal(await statusOf(payment), 'REFUNDED');
    await assert.rejects(refund(payment, 1), code('illegal_transition'));
  });

  it('never gives back more than came in', async () => {
    const payment = await paidPayment();
    await assert.rejects(refund(payment, 29_251), code('refund_exceeds_paid'));
    await assert.rejects(refund(payment, 0), code('refund_exceeds_paid'));
    assert.equal(await statusOf(payment), 'PAID');
  });

  it('gives back once when two refunds race', async () => {
    const payment = await paidPayment();
    const outcomes = await Promise.allSettled([refund(payment, 25_000), refund(payment, 25_000)]);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.equal((await paymentOf(payment.transactionId))?.refundedAmount, 25_000);
  });

  it('refuses an unpaid payment', async () => {
    await assert.rejects(refund(await openedPayment(), 1_000), code('illegal_transition'));
  });
});

describe('instructions of the gateway', () => {
  const readSteps = (steps: string[]) =>
    paymentSchema.parse({
      reference: 'T1',
      payment_method: 'BRIVA',
      amount: 25_000,
      fee_merchant: 0,
      fee_customer: 0,
      status: 'UNPAID',
      expired_time: 1_767_312_000,
      instructions: [{ title: 'ATM', steps }],
    }).instructions[0]?.steps;

  it('go past the parser only where it would change nothing', () => {
    const harmless = ['Buka aplikasi', 'Masukkan <b>0123</b> lalu <i>Kirim</i>', '<b></b>'];
    assert.deepEqual(readSteps(harmless), harmless);
    const mended = {
      '<b>satu': '<b>satu</b>',
      '<b>a</i>': '<b>a</b>',
      '<b>a<u>b</u></b>': '<b>ab</b>',
      'x</b>': 'x',
    };
    assert.deepEqual(readSteps(Object.keys(mended)), Object.values(mended));
    assert.deepEqual(readSteps(['<b>a</b><script>x()</script>', 'A & B', '<B>c</B >']), [
      '<b>a</b>',
      'A &amp; B',
      '<b>c</b>',
    ]);
  });

  it('lose everything but bold, italics and line breaks, and links that are no web addresses', () => {
    const payment = paymentSchema.parse({
      reference: 'T1',
      merchant_ref: 'X',
      payment_method: 'BRIVA',
      amount: '25000',
      fee_merchant: 0,
      fee_customer: 0,
      pay_code: '0123',
      pay_url: 'javascript:alert(1)',
      status: 'UNPAID',
      expired_time: 1_767_312_000,
      paid_at: '1767225600',
      instructions: [
        {
          title: 'ATM<script>x()</script>',
          steps: ['<b onclick="x()">123</b><br><img src=x onerror=y>', '<i>ok</i>'],
        },
      ],
    });
    assert.deepEqual(payment.instructions, [{ title: 'ATM', steps: ['<b>123</b><br />', '<i>ok</i>'] }]);
    assert.equal(payment.payUrl, null);
    assert.equal(payment.payCode, '0123');
    assert.equal(payment.totalAmount, 25_000);
    assert.equal(payment.paidAt?.toISOString(), '2026-01-01T00:00:00.000Z');
  });
});

describe('the audit of payments', () => {
  const finding = async (name: string) =>
    (await runAudit(paymentChecks)).checks.find((check) => check.name === name);

  it('finds a paid payment without its journal, and a journal without a paid payment', async () => {
    const payment = await waitingPayment();
    await query(`UPDATE payments SET status = 'PAID', paid_at = created_at WHERE id = ?`, [payment.id]);
    assert.deepEqual((await finding('paid_payment_is_credited_exactly_once'))?.examples, [payment.id]);
    await query(`UPDATE payments SET status = 'UNPAID', paid_at = NULL WHERE id = ?`, [payment.id]);

    const paid = await paidPayment();
    await query(`UPDATE payments SET status = 'UNPAID' WHERE id = ?`, [paid.id]);
    assert.deepEqual((await finding('payment_journal_has_its_payment'))?.examples, [
      `payment:${paid.id}:paid`,
    ]);
    await query(`UPDATE payments SET status = 'PAID' WHERE id = ?`, [paid.id]);
    assert.equal((await runAudit(paymentChecks)).ok, true);
  });

  it('finds callbacks that nobody acts on', async () => {
    const id = newId();
    await query(
      `INSERT INTO payment_callbacks (id, gateway, event_key, raw_body, headers, created_at)
       VALUES (?, 'tripay', ?, '{}', '{}', '2026-01-01')`,
      [id, id],
    );
    assert.deepEqual((await finding('callbacks_are_acted_on'))?.examples, [id]);
    await query('DELETE FROM payment_callbacks WHERE id = ?', [id]);
  });
});

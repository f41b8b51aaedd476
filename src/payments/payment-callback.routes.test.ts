import assert from 'node:assert/strict';
import supertest from 'supertest';
import { z } from 'zod';
import { testApp } from '../../test/app.js';
import {
  callbackBody,
  closedPayment,
  openedPayment,
  signatureOf,
  waitingPayment,
} from '../../test/factories/payments.js';
import { aStaff } from '../../test/factories/staff.js';
import { walletBalance } from '../../test/factories/wallets.js';
import { drainJobs, drainPatiently, restartDeadJobs } from '../../test/jobs.js';
import { accounts, balanceOf, entriesOfTransaction, runAudit } from '../ledger/index.js';
import { system, type Staff } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { defineJob, registerJobs } from '../platform/jobs.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { metrics } from '../platform/metrics.js';
import { sha256 } from '../platform/cipher.js';
import { replayCallback } from '../staff/index.js';
import { paymentInbox } from './callback-inbox.js';
import type { Payment } from './payment.entity.js';
import type { PaymentStatus } from './payment.states.js';
import { paymentChecks } from './payment.checks.js';
import { paymentById, refundPayment } from './payment.service.js';

const path = '/api/v1/callbacks/tripay';

const send = (body: string | Buffer, signature = signatureOf(body.toString())) =>
  supertest(testApp())
    .post(path)
    .set({
      'Content-Type': 'application/json',
      'X-Callback-Event': 'payment_status',
      'X-Callback-Signature': signature,
    })
    .send(body.toString());

interface Stored {
  id: string;
  verdict: string;
  note: string | null;
  deliveries: number;
  payment_id: string | null;
}

async function storedOf(body: string): Promise<Stored | undefined> {
  const [row] = await query<Stored>(
    'SELECT id, verdict, note, deliveries, payment_id FROM payment_callbacks WHERE event_key = ?',
    [sha256(body)],
  );
  return row;
}

/** Delivers and acts; answers what was decided. */
async function hear(body: string): Promise<Stored> {
  const response = await send(body);
  assert.equal(response.status, 200);
  assert.deepEqual(response.body, { success: true });
  await drainJobs();
  const stored = await storedOf(body);
  assert.ok(stored);
  return stored;
}

async function reload({ id }: Payment): Promise<Payment> {
  const found = await paymentById(id);
  assert.ok(found);
  return found;
}

const historyOf = async ({ id }: Payment) =>
  (
    await query<{ to_status: string }>(
      'SELECT to_status FROM state_changes WHERE subject_id = ? ORDER BY id',
      [id],
    )
  ).map((row) => row.to_status);

const walletOf = ({ payerId }: Payment) => walletBalance(payerId ?? '');

const alertsOf = async (kind: string, subject: string) =>
  query<{ occurrences: number }>('SELECT occurrences FROM alerts WHERE kind = ? AND subject = ?', [
    kind,
    subject,
  ]);

const countCallbacks = async () =>
  Number((await query<{ total: string }>('SELECT COUNT(*) AS total FROM payment_callbacks'))[0]?.total);

const forgeries = async () => {
  const metric = await metrics.getSingleMetric('payment_callbacks_total')?.get();
  return metric?.values.find(({ labels }) => labels['outcome'] === 'forged')?.value ?? 0;
};

describe('POST /callbacks/tripay', () => {
  it('S2.226 S4.20 S4.42 S4.53 settles the payment and books its money', async () => {
    const payment = await waitingPayment();
    const stored = await hear(callbackBody(payment));
    assert.deepEqual(
      { ...stored, deliveries: Number(stored.deliveries) },
      {
        id: stored.id,
        verdict: 'APPLIED',
        note: 'paid',
        deliveries: 1,
        payment_id: payment.id,
      },
    );
    const settled = await reload(payment);
    assert.equal(settled.status, 'PAID');
    assert.equal(settled.paidAmount, 29_250);
    assert.equal(settled.nextCheckAt, null);
    assert.deepEqual(await historyOf(payment), ['UNPAID', 'PAID']);
    const entries = await entriesOfTransaction(payment.transactionId);
    assert.deepEqual(
      entries.map(({ accountCode, amount }) => [accountCode, amount]),
      [
        ['gateway_clearing:tripay', 25_000],
        ['order_deposits', -25_000],
      ],
    );
  });

  it('books the fee that the shop bears as a cost', async () => {
    const payment = await waitingPayment({ channel: { fee_amount: 0 } });
    await hear(callbackBody(payment, { fee_merchant: 4_250, total_fee: 4_250, amount_received: 20_750 }));
    const entries = await entriesOfTransaction(payment.transactionId);
    assert.deepEqual(
      entries.map(({ accountCode, amount }) => [accountCode, amount]),
      [
        ['gateway_clearing:tripay', 20_750],
        ['gateway_fees', 4_250],
        ['order_deposits', -25_000],
      ],
    );
  });

  it('tells whoever waits for the payment, once', async () => {
    const payment = await waitingPayment();
    await hear(callbackBody(payment));
    await hear(callbackBody(payment, { note: 'said again in other words' }));
    const rows = await query(
      `SELECT id FROM outbox WHERE JSON_VALUE(payload, '$.transaction_id') = ? AND JSON_VALUE(payload, '$.id') = ?`,
      [payment.transactionId, payment.id],
    );
    const jobs = await query<{ job: string; total: string }>(
      `SELECT job, COUNT(*) AS total FROM outbox WHERE JSON_VALUE(payload, '$.id') = ? GROUP BY job HAVING total > 1`,
      [payment.id],
    );
    assert.ok(rows.length > 0);
    assert.deepEqual(jobs, []);
  });

  it('settles once when the same callback comes twenty times at once', async () => {
    const payment = await waitingPayment();
    const body = callbackBody(payment);
    const answers = await Promise.all(Array.from({ length: 20 }, () => send(body)));
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
    await drainJobs();
    assert.equal(Number((await storedOf(body))?.deliveries), 20);
    assert.deepEqual(await historyOf(payment), ['UNPAID', 'PAID']);
    assert.equal((await entriesOfTransaction(payment.transactionId)).length, 2);
  });

  it('S2.194 S2.279 refuses a forged callback before anything is stored, and counts it', async () => {
    const payment = await waitingPayment();
    const [stored, counted] = [await countCallbacks(), await forgeries()];
    const body = callbackBody(payment);
    for (const signature of [signatureOf(body, 'some-other-key'), '', 'zz', signatureOf(`${body} `)]) {
      const response = await send(body, signature);
      assert.equal(response.status, 403);
      assert.equal(response.body.code, 'signature_invalid');
    }
    assert.equal(await countCallbacks(), stored);
    assert.equal(await forgeries(), counted + 4);
    assert.equal((await reload(payment)).status, 'UNPAID');
  });

  it('refuses a body that was parsed and written again', async () => {
    const payment = await waitingPayment();
    const body = callbackBody(payment);
    const rewritten = JSON.stringify(JSON.parse(body));
    assert.notEqual(rewritten, body);
    assert.equal((await send(rewritten, signatureOf(body))).status, 403);
  });

  it('refuses more than 64 kB, a compressed body and other methods', async () => {
    const big = JSON.stringify({ note: 'x'.repeat(66_000) });
    assert.equal((await send(big)).status, 413);
    const packed = await supertest(testApp()).post(path).set('Content-Encoding', 'gzip').send('{}');
    assert.equal(packed.status, 415);
    const read = await supertest(testApp()).get(path);
    assert.equal(read.status, 405);
    assert.equal(read.headers['allow'], 'POST');
  });

  it('stores what is well signed and unreadable, and asks a person', async () => {
    for (const body of ['not json', 'null', '[]', '{}', '{"reference":"Ünlesbar","status":"PAID"}']) {
      const stored = await hear(`${body}${' '.repeat(body.length)}`);
      assert.equal(stored.verdict, 'IGNORED', body);
      assert.equal(stored.note, 'unreadable');
    }
  });

  it('stores a payment it does not know, raises an alert and makes no sale of it', async () => {
    const payment = await waitingPayment();
    const strange = { merchant_ref: 'TRX-UNKNOWN', reference: 'DEV-T12345UNKNOWN' };
    const stored = await hear(callbackBody(payment, strange));
    assert.deepEqual([stored.verdict, stored.note, stored.payment_id], ['IGNORED', 'unknown_payment', null]);
    assert.equal((await alertsOf('callback_unknown_payment', strange.reference)).length, 1);
    assert.equal((await reload(payment)).status, 'UNPAID');
  });

  it('accepts a callback that comes before the create call has returned', async () => {
    const payment = await openedPayment();
    const reference = 'DEV-T12345EARLYBIRD';
    const early = callbackBody(payment, {
      reference,
      fee_customer: 5_000,
      total_fee: 5_000,
      total_amount: 30_000,
    });
    assert.equal((await hear(early)).verdict, 'APPLIED');
    const settled = await reload(payment);
    assert.deepEqual(
      [settled.status, settled.reference, settled.feeAmount, settled.amount],
      ['PAID', reference, 5_000, 30_000],
    );
  });

  it('never lets an expiry undo a payment, whichever comes first', async () => {
    const paidFirst = await waitingPayment();
    await hear(callbackBody(paidFirst));
    const late = await hear(callbackBody(paidFirst, { status: 'EXPIRED', paid_at: null }));
    assert.deepEqual([late.verdict, late.note], ['IGNORED', 'already_paid']);
    assert.equal((await reload(paidFirst)).status, 'PAID');
  });

  for (const [word, status] of [
    ['EXPIRED', 'EXPIRED'],
    ['FAILED', 'FAILED'],
  ] as [string, PaymentStatus][]) {
    it(`closes an unpaid payment as ${status}`, async () => {
      const payment = await waitingPayment();
      assert.equal((await hear(callbackBody(payment, { status: word, paid_at: null }))).verdict, 'APPLIED');
      assert.equal((await reload(payment)).status, status);
      const { nextCheckAt } = await reload(payment);
      assert.ok(nextCheckAt && nextCheckAt > clock.now(), 'its money may have been overtaken');
    });
  }

  for (const status of ['EXPIRED', 'FAILED', 'CANCELLED'] as const) {
    it(`parks money that comes after ${status} in the payer's wallet, once`, async () => {
      const payment = await closedPayment(status);
      const stored = await hear(callbackBody(payment));
      assert.deepEqual([stored.verdict, stored.note], ['PARKED', `late_${status.toLowerCase()}`]);
      const again = await hear(callbackBody(payment, { note: 'again' }));
      assert.deepEqual([again.verdict, again.note], ['IGNORED', 'already_parked']);
      assert.equal(await walletOf(payment), 25_000);
      assert.equal((await reload(payment)).status, status);
      assert.equal((await alertsOf('payment_parked', payment.id)).length, 1);
    });
  }

  it("parks a guest's late money in suspense", async () => {
    const before = await balanceOf(accounts.suspense);
    const payment = await waitingPayment({ payerId: null });
    await hear(callbackBody(payment, { status: 'EXPIRED', paid_at: null }));
    assert.equal((await hear(callbackBody(payment))).verdict, 'PARKED');
    assert.equal((await balanceOf(accounts.suspense)) - before, 25_000);
  });

  it('settles nothing by another amount: the money is parked and staff are told', async () => {
    const payment = await waitingPayment();
    const stored = await hear(callbackBody(payment, { total_amount: 20_000, amount_received: 15_750 }));
    assert.deepEqual([stored.verdict, stored.note], ['PARKED', 'contradicts_amount']);
    assert.equal((await reload(payment)).status, 'UNPAID');
    assert.equal(await walletOf(payment), 15_750);
    assert.equal((await alertsOf('payment_contradiction', payment.id)).length, 1);
  });

  it('settles no money that was parked before under another amount', async () => {
    const payment = await waitingPayment();
    await hear(callbackBody(payment, { total_amount: 20_000 }));
    const second = await hear(callbackBody(payment));
    assert.deepEqual([second.verdict, second.note], ['PARKED', 'contradicts_parked']);
    assert.equal((await reload(payment)).status, 'UNPAID');
    assert.equal(await walletOf(payment), 15_750);
  });

  it('parks a second payment that came under another reference', async () => {
    const payment = await waitingPayment();
    await hear(callbackBody(payment));
    const double = await hear(callbackBody(payment, { reference: 'DEV-T12345DOUBLE' }));
    assert.deepEqual([double.verdict, double.note], ['PARKED', 'contradicts_reference']);
    assert.equal(await walletOf(payment), 25_000);
    assert.equal((await reload(payment)).status, 'PAID');
  });

  it('puts a second amount for settled money into suspense, not into a wallet', async () => {
    const payment = await waitingPayment();
    await hear(callbackBody(payment));
    const before = await balanceOf(accounts.suspense);
    const second = await hear(callbackBody(payment, { total_amount: 90_000 }));
    assert.deepEqual([second.verdict, second.note], ['PARKED', 'contradicts_amount']);
    assert.equal(await walletOf(payment), 0);
    assert.equal((await balanceOf(accounts.suspense)) - before, 85_750);
  });

  it('keeps tiny amounts whole instead of taking a fee larger than they are', async () => {
    const payment = await waitingPayment();
    await hear(callbackBody(payment, { total_amount: 1 }));
    assert.equal(await walletOf(payment), 1);
  });

  for (const [name, fields] of [
    ['method', { payment_method_code: 'BCAVA' }],
    ['reference', { reference: 'DEV-T12345OTHER' }],
    ['open_payment', { is_closed_payment: 0 }],
    ['amount', { total_amount: 1_000_000 }],
  ] as [string, Record<string, string | number>][]) {
    it(`closes nothing on a word that contradicts the stored ${name}`, async () => {
      const payment = await waitingPayment();
      const stored = await hear(callbackBody(payment, { ...fields, status: 'FAILED', paid_at: null }));
      assert.deepEqual([stored.verdict, stored.note], ['IGNORED', `contradicts_${name}`]);
      assert.equal((await reload(payment)).status, 'UNPAID');
    });
  }

  it('follows a refund that the gateway made, tells staff, and the sale, once', async () => {
    const returned: unknown[] = [];
    registerJobs([
      defineJob({
        name: 'hear-of-returned-payments',
        queue: 'maintenance',
        on: ['payment.returned'],
        schema: z.object({ id: z.string(), transaction_id: z.string() }),
        handle: async (payload) => void returned.push(payload),
      }),
    ]);
    const payment = await waitingPayment();
    await hear(callbackBody(payment));
    assert.equal((await hear(callbackBody(payment, { status: 'REFUND' }))).note, 'refunded');
    const again = await hear(callbackBody(payment, { status: 'REFUND', note: 'again' }));
    assert.equal(again.note, 'already_returned');
    const refunded = await reload(payment);
    assert.deepEqual([refunded.status, refunded.refundedAmount], ['REFUNDED', 29_250]);
    assert.ok(refunded.returnedAt);
    assert.equal((await alertsOf('payment_refunded_at_gateway', payment.id)).length, 1);
    assert.deepEqual(returned, [{ id: payment.id, transaction_id: payment.transactionId }]);
  });

  it('tells staff when the gateway gives back what we had paid back before', async () => {
    const payment = await waitingPayment();
    await hear(callbackBody(payment));
    await inTransaction(system('test'), (uow) =>
      refundPayment(uow, { transactionId: payment.transactionId, amount: 25_000, reason: 'test' }),
    );
    const stored = await hear(callbackBody(payment, { status: 'REFUND' }));
    assert.equal(stored.note, 'refund_while_refunded');
    assert.equal((await alertsOf('payment_refunded_at_gateway', payment.id)).length, 1);
    assert.equal((await reload(payment)).refundedAmount, 25_000);
  });

  it('marks a callback as failed once its job has given up, and acts on it when the job is restarted', async () => {
    const payment = await waitingPayment();
    const other = await waitingPayment();
    await query('UPDATE payments SET reference = NULL WHERE id = ?', [payment.id]);
    const body = callbackBody(payment, { reference: other.reference });
    await send(body);
    await drainPatiently('process-payment-callback');
    assert.equal((await storedOf(body))?.verdict, 'FAILED');
    assert.equal((await reload(payment)).status, 'UNPAID');

    await query(`UPDATE payments SET reference = 'DEV-T12345MENDED' WHERE id = ?`, [other.id]);
    await restartDeadJobs('process-payment-callback');
    await drainJobs();
    assert.deepEqual([(await storedOf(body))?.verdict, (await storedOf(body))?.note], ['APPLIED', 'paid']);
    assert.equal((await reload(payment)).status, 'PAID');
  });

  const replay = (actor: Staff, body: string) =>
    inTransaction(actor, async (uow) => {
      const { id } = (await storedOf(body)) ?? {};
      await replayCallback(uow, paymentInbox, { callbackId: id ?? '', reason: 'Sebab sudah dibereskan' });
    });

  it('is acted on again when staff ask for it, once, and takes its dead job off the list', async () => {
    const payment = await waitingPayment();
    const other = await waitingPayment();
    await query('UPDATE payments SET reference = NULL WHERE id = ?', [payment.id]);
    const body = callbackBody(payment, { reference: other.reference });
    await send(body);
    await drainPatiently('process-payment-callback');
    await query(`UPDATE payments SET reference = 'DEV-T12345REPLAYED' WHERE id = ?`, [other.id]);
    const staff = await aStaff('finance');
    await Promise.all([replay(staff, body), replay(staff, body)]);
    await drainJobs();
    assert.deepEqual([(await storedOf(body))?.verdict, (await reload(payment)).status], ['APPLIED', 'PAID']);
    assert.deepEqual(await historyOf(payment), ['UNPAID', 'PAID']);
    const jobs = await query<{ status: string }>(
      `SELECT DISTINCT status FROM outbox WHERE JSON_VALUE(payload, '$.id') = ?`,
      [(await storedOf(body))?.id],
    );
    assert.deepEqual(jobs, [{ status: 'DONE' }]);
    const deeds = await query<{ action: string; reason: string }>(
      'SELECT action, reason FROM activity_logs WHERE subject_id = ?',
      [(await storedOf(body))?.id],
    );
    assert.deepEqual(deeds[0], { action: 'callback.replayed', reason: 'Sebab sudah dibereskan' });
  });

  it('is judged again when what it is about has come to be known', async () => {
    const payment = await waitingPayment();
    const body = callbackBody(payment);
    await query(`UPDATE payments SET merchant_ref = CONCAT('X', merchant_ref) WHERE id = ?`, [payment.id]);
    assert.equal((await hear(body)).note, 'unknown_payment');
    await query('UPDATE payments SET merchant_ref = SUBSTRING(merchant_ref, 2) WHERE id = ?', [payment.id]);
    await replay(await aStaff('owner'), body);
    await drainJobs();
    assert.equal((await reload(payment)).status, 'PAID');
  });

  it('is not replayed once it has changed our records, nor by those who may not', async () => {
    const payment = await waitingPayment();
    const body = callbackBody(payment);
    await hear(body);
    await assert.rejects(replay(await aStaff('admin'), body), { code: 'callback_settled' });
    for (const role of ['support', 'catalogue', 'viewer'] as const)
      await assert.rejects(replay(await aStaff(role), body), { code: 'forbidden' });
    assert.equal((await storedOf(body))?.verdict, 'APPLIED');
  });

  it('leaves the books in order after all of this', async () => {
    const report = await runAudit(paymentChecks);
    assert.deepEqual(
      report.checks.filter(({ ok }) => !ok),
      [],
    );
  });
});

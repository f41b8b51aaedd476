import { createHmac } from 'node:crypto';
import { guest } from '../../src/platform/actor.js';
import { clock } from '../../src/platform/clock.js';
import { config } from '../../src/platform/config.js';
import { query } from '../../src/platform/database.js';
import { newId } from '../../src/platform/ids.js';
import type { Rupiah } from '../../src/platform/money.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';
import { openPayment, type Channel, type Payment, type PaymentStatus } from '../../src/payments/index.js';

interface Wanted {
  transactionId: string;
  payerId: string | null;
  orderAmount: Rupiah;
  channel: Partial<Channel>;
  expiresAt: Date;
}

export const briva: Channel = {
  gateway: 'tripay',
  method: 'BRIVA',
  name: 'BRI Virtual Account',
  group: 'Virtual Account',
  fee_amount: 4_250,
  min_amount: 10_000,
  max_amount: 10_000_000,
  active: true,
};

/** A stored payment that the gateway has not heard of, with a payer of its own. */
export function openedPayment(wanted: Partial<Wanted> = {}): Promise<Payment> {
  const { orderAmount = 25_000, transactionId = newId(), payerId = newId(), channel } = wanted;
  return inTransaction(guest, (uow) =>
    openPayment(uow, {
      transactionId,
      payerId,
      orderAmount,
      channel: { ...briva, ...channel },
      expiresAt: wanted.expiresAt ?? new Date(clock.now().getTime() + 3_600_000),
      customer: { name: 'Sari Wulandari', email: 'sari@contoh.test', phone: '+6281200000001' },
      items: [{ sku: 'PLN20', name: 'Token PLN', price: orderAmount, quantity: 1 }],
      returnUrl: '/orders/1',
    }),
  );
}

/** A payment as if the gateway had answered the request: it has a reference. */
export async function waitingPayment(wanted: Partial<Wanted> = {}): Promise<Payment & { reference: string }> {
  const payment = await openedPayment(wanted);
  const reference = `DEV-T12345${payment.id.slice(-12)}`;
  await query('UPDATE payments SET reference = ? WHERE id = ?', [reference, payment.id]);
  return Object.assign(payment, { reference });
}

/** A waiting payment put into another state, as if its story had been told. */
export async function closedPayment(status: PaymentStatus): Promise<Payment & { reference: string }> {
  const payment = await waitingPayment();
  await query('UPDATE payments SET status = ?, next_check_at = NULL WHERE id = ?', [status, payment.id]);
  return Object.assign(payment, { status });
}

type CallbackFields = Record<string, string | number | null>;

/** The gateway's word about a payment, in its own field order and with its escaped slashes. */
export function callbackBody(payment: Payment, fields: CallbackFields = {}): string {
  const body = {
    reference: payment.reference ?? `DEV-T12345${payment.id.slice(-12)}`,
    merchant_ref: payment.merchantRef,
    payment_method: payment.methodName,
    payment_method_code: payment.method,
    total_amount: payment.amount,
    fee_merchant: 0,
    fee_customer: payment.feeAmount,
    total_fee: payment.feeAmount,
    amount_received: payment.orderAmount,
    is_closed_payment: 1,
    status: 'PAID',
    paid_at: Math.floor(clock.now().getTime() / 1_000),
    note: 'a/b',
    ...fields,
  };
  return JSON.stringify(body).replaceAll('/', '\\/');
}

/** The signature the gateway puts over exactly these bytes. */
export const signatureOf = (body: string, key: string = config.TRIPAY_PRIVATE_KEY): string =>
  createHmac('sha256', key).update(body).digest('hex');

import { In } from 'typeorm';
import { config } from '../platform/config.js';
import { database } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { rupiah, sum, type Rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { firstCheck, lastLook } from './check-times.js';
import type { Channel } from './channels.js';
import { closeDoubts } from './payment-alerts.js';
import { Payment, type PaymentRequest } from './payment.entity.js';
import { refundExceedsPaid } from './payment.errors.js';
import { paymentStates } from './payment.states.js';

export interface OpenPayment extends PaymentRequest {
  transactionId: string;
  /** The customer's account; null for a guest. */
  payerId: string | null;
  channel: Channel;
  orderAmount: Rupiah;
  expiresAt: Date;
}

function requestOf({ customer, items, returnUrl, orderAmount }: OpenPayment): PaymentRequest {
  if (sum(items.map(({ price, quantity }) => price * quantity)) !== orderAmount)
    throw new RangeError('The items of a payment must add up to the order amount.');
  return {
    customer,
    items: items.map((item) => ({ ...item, name: item.name.slice(0, 200) })),
    returnUrl: new URL(returnUrl, config.PUBLIC_URL).href,
  };
}

function newPayment(input: OpenPayment, now: Date): Payment {
  const { channel, orderAmount, transactionId, payerId, expiresAt } = input;
  const id = newId();
  return Object.assign(new Payment(), {
    id,
    transactionId,
    payerId,
    walletId: null,
    standingCodeId: null,
    gateway: channel.gateway,
    method: channel.method,
    methodName: channel.name,
    status: 'UNPAID',
    orderAmount,
    feeAmount: channel.fee_amount,
    merchantFeeAmount: 0,
    amount: rupiah(orderAmount + channel.fee_amount),
    paidAmount: 0,
    refundedAmount: 0,
    merchantRef: id,
    reference: null,
    payCode: null,
    payUrl: null,
    qrString: null,
    checkoutUrl: null,
    instructions: null,
    request: requestOf(input),
    expiresAt,
    gatewayExpiresAt: null,
    paidAt: null,
    returnedAt: null,
    nextCheckAt: firstCheck(now),
    createdAt: now,
    updatedAt: now,
  } satisfies Omit<Partial<Payment>, 'wasPaid'>);
}

/**
 * Writes down that a transaction is to be paid; the gateway hears of it after the commit (`requestPayment`), or from
 * the sweep if this process does not live that long.
 */
export async function openPayment(uow: UnitOfWork, input: OpenPayment): Promise<Payment> {
  const payment = newPayment(input, uow.now);
  const { wasPaid: _, ...row } = payment;
  uow.add(Payment, row);
  uow.begin(paymentStates, payment, 'open', { payload: { transaction_id: payment.transactionId } });
  return payment;
}

const lockedPayment = (uow: UnitOfWork, transactionId: string) => uow.lock(Payment, { transactionId });

const about = ({ transactionId }: Payment) => ({ transaction_id: transactionId });

/**
 * Closes an unpaid payment together with its transaction. Gateways know no cancelling, so the customer can still pay
 * until it expires there; one more look after that finds such money.
 * @throws DomainError `illegal_transition` (409) once the money is in.
 */
export async function cancelPayment(
  uow: UnitOfWork,
  transactionId: string,
  reason: string,
): Promise<Payment> {
  const payment = await lockedPayment(uow, transactionId);
  if (payment.status === 'CANCELLED') return payment;
  return uow.move(paymentStates, Payment, payment, 'cancel', {
    reason,
    set: { nextCheckAt: lastLook(payment, uow.now) ?? uow.now },
    payload: about(payment),
  });
}

/**
 * Closes a payment whose time is over; the gateway has been asked before. Where the gateway collects longer than the
 * sale waits, one more look after that finds late money. Anything but an unpaid payment stays as it is.
 */
export async function expirePayment(
  uow: UnitOfWork,
  transactionId: string,
  reason?: string,
): Promise<Payment> {
  const payment = await lockedPayment(uow, transactionId);
  if (payment.status !== 'UNPAID') return payment;
  const set = { nextCheckAt: lastLook(payment, uow.now) };
  closeDoubts(uow, payment);
  return uow.move(paymentStates, Payment, payment, 'expire', { reason, set, payload: about(payment) });
}

export interface Refund {
  transactionId: string;
  amount: Rupiah;
  reason: string;
}

/**
 * Notes that money goes back to the payer; the ledger effect belongs to the caller. What the gateway kept as the
 * customer's fee is not ours to return, so the order amount is the whole.
 * @throws DomainError `refund_exceeds_paid`, `illegal_transition` (409).
 */
export async function refundPayment(
  uow: UnitOfWork,
  { transactionId, amount, reason }: Refund,
): Promise<Payment> {
  const payment = await lockedPayment(uow, transactionId);
  const left = payment.paidAmount - payment.refundedAmount;
  const refundedAmount = rupiah(payment.refundedAmount + amount);
  const event = refundedAmount >= payment.orderAmount ? 'refund' : 'refund_part';
  paymentStates.next(payment.status, event);
  if (amount <= 0 || amount > left) throw refundExceedsPaid(rupiah(left));
  return uow.move(paymentStates, Payment, payment, event, {
    reason,
    set: { refundedAmount },
    payload: about(payment),
  });
}

const payments = () => database().getRepository(Payment);

export const paymentById = (id: string): Promise<Payment | null> => payments().findOneBy({ id });

/** The payment of a transaction. */
export const paymentOf = (transactionId: string): Promise<Payment | null> =>
  payments().findOneBy({ transactionId });

/** The payments of many transactions, in no particular order. */
export const paymentsOf = async (transactionIds: string[]): Promise<Payment[]> =>
  transactionIds.length === 0 ? [] : payments().findBy({ transactionId: In(transactionIds) });

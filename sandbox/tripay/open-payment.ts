import { randomBytes, randomInt } from 'node:crypto';
import { seconds } from '../clock.js';
import { findChannel, type Channel } from './channels.js';
import * as errors from './errors.js';
import { feeOf } from './fees.js';
import type { OrderItem, Payment } from './payment.js';
import { qrisPayload } from './qris.js';
import type { CreatePayment } from './requests.js';
import { isClosedPaymentSignature } from './signatures.js';

export interface TripaySecrets {
  apiKey: string;
  privateKey: string;
  merchantCode: string;
}

const dayInSeconds = 24 * 60 * 60;
const longestLifeInSeconds = 30 * dayInSeconds;

/** Checks a create request as the gateway does and makes the payment. Throws a `TripayError` on a refusal. */
export function openPayment(input: CreatePayment, secrets: TripaySecrets, now: number): Payment {
  const channel = usableChannel(input);
  const { merchantCode, privateKey } = secrets;
  const claim = { merchantCode, merchantRef: input.merchant_ref, amount: input.amount };
  if (!isClosedPaymentSignature(input.signature, privateKey, claim)) throw errors.invalidSignature();

  const fee = feeOf(channel, input.amount);
  const amount = input.amount + fee.customer;
  const reference = newReference(secrets, now);
  return {
    reference,
    merchantRef: input.merchant_ref,
    channelCode: channel.code,
    customer: { name: input.customer_name, email: input.customer_email, phone: input.customer_phone ?? null },
    items: itemsOf(input),
    callbackUrl: input.callback_url,
    returnUrl: input.return_url,
    amount,
    fee,
    payCode: newPayCode(channel),
    qrString: channel.group === 'QRIS' ? qrisPayload({ reference, amount }) : null,
    status: 'UNPAID',
    createdAt: seconds(now),
    expiresAt: expiryOf(input, seconds(now)),
    paidAt: null,
  };
}

function usableChannel(input: CreatePayment): Channel {
  const channel = findChannel(input.method);
  if (!channel?.active || channel.isOpen) throw errors.channelUnavailable();
  const { minimumAmount, maximumAmount } = channel;
  if (input.amount < minimumAmount || input.amount > maximumAmount) {
    throw errors.amountOutOfRange(minimumAmount, maximumAmount);
  }
  if (channel.code === 'OVO' && !input.customer_phone) throw errors.phoneRequired();
  return channel;
}

function itemsOf(input: CreatePayment): OrderItem[] {
  const items = input.order_items.map(({ sku, name, price, quantity, product_url, image_url }) => ({
    sku: sku ?? null,
    name,
    price,
    quantity,
    subtotal: price * quantity,
    product_url: product_url ?? null,
    image_url: image_url ?? null,
  }));
  if (items.reduce((sum, item) => sum + item.subtotal, 0) !== input.amount) throw errors.itemsDoNotAddUp();
  return items;
}

/** A time in milliseconds lies far in the future as seconds, and is refused like any other absurd one. */
function expiryOf(input: CreatePayment, now: number): number {
  const expiry = input.expired_time ?? now + dayInSeconds;
  if (expiry <= now || expiry > now + longestLifeInSeconds) throw errors.expiryOutOfRange();
  return expiry;
}

/** Development keys start with `DEV-`, and so do the references made with them. */
export function newReference({ apiKey, merchantCode }: TripaySecrets, now: number): string {
  const day = new Date(now).toISOString().slice(2, 10).replaceAll('-', '');
  const prefix = apiKey.startsWith('DEV-') ? 'DEV-' : '';
  return `${prefix}${merchantCode}${day}${digits(6)}${randomBytes(4).toString('hex').toUpperCase()}`;
}

export function newPayCode({ payCodePrefix, payCodeLength }: Channel): string | null {
  return payCodePrefix === null ? null : payCodePrefix + digits(payCodeLength - payCodePrefix.length);
}

function digits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('');
}

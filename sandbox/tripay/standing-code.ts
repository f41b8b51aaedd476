import { randomBytes } from 'node:crypto';
import { BoundedMap } from '../bounded-map.js';
import { seconds } from '../clock.js';
import type { Journal } from '../journal.js';
import { sameText } from '../secrets.js';
import { findChannel } from './channels.js';
import * as errors from './errors.js';
import { feeOf } from './fees.js';
import { newPayCode, newReference, type TripaySecrets } from './open-payment.js';
import type { Payment } from './payment.js';
import { qrisPayload } from './qris.js';
import type { CreateOpenPayment } from './requests.js';
import { openPaymentSignature } from './signatures.js';

const codesKept = 10_000;
const kind = 'tripay.standing-code';

/** What the gateway calls an open payment: one code that takes any amount, any number of times, and never ends. */
export interface StandingCode {
  uuid: string;
  merchantRef: string | null;
  channelCode: string;
  customerName: string | null;
  payCode: string | null;
  qrString: string | null;
}

/** Checks a request as the gateway does. Throws a `TripayError` on a refusal. */
export function newStandingCode(input: CreateOpenPayment, secrets: TripaySecrets): StandingCode {
  const channel = findChannel(input.method);
  if (!channel?.active || !channel.isOpen) throw errors.channelUnavailable();
  const merchantRef = input.merchant_ref ?? null;
  const { merchantCode, privateKey } = secrets;
  const claim = { merchantCode, method: input.method, merchantRef: merchantRef ?? '' };
  if (!sameText(input.signature, openPaymentSignature(privateKey, claim))) throw errors.invalidSignature();
  const uuid = `${merchantCode}OP${randomBytes(5).toString('hex').toUpperCase()}`;
  return {
    uuid,
    merchantRef,
    channelCode: channel.code,
    customerName: input.customer_name ?? null,
    payCode: newPayCode(channel),
    qrString: channel.group === 'QRIS' ? qrisPayload({ reference: uuid, amount: null }) : null,
  };
}

/** Somebody pays into a code: each time a payment with a reference of its own, under the merchant's one name. */
export function paymentInto(
  code: StandingCode,
  amount: number,
  { secrets, now }: { secrets: TripaySecrets; now: number },
): Payment {
  const channel = findChannel(code.channelCode);
  if (!channel) throw errors.channelUnavailable();
  return {
    reference: newReference(secrets, now),
    merchantRef: code.merchantRef ?? '',
    channelCode: code.channelCode,
    customer: { name: code.customerName ?? '', email: '', phone: null },
    items: [],
    callbackUrl: null,
    returnUrl: null,
    amount,
    fee: feeOf(channel, amount),
    payCode: code.payCode,
    qrString: null,
    status: 'UNPAID',
    createdAt: seconds(now),
    expiresAt: seconds(now) + 60,
    paidAt: null,
    paidInto: code.uuid,
  };
}

/** The answer to create and detail: no amount and no end. */
export const presentStandingCode = (code: StandingCode): Record<string, unknown> => ({
  uuid: code.uuid,
  merchant_ref: code.merchantRef,
  customer_name: code.customerName,
  payment_name: findChannel(code.channelCode)?.name,
  payment_method: code.channelCode,
  pay_code: code.payCode,
  qr_string: code.qrString,
  qr_url: null,
});

/** All standing codes of the merchant. */
export class StandingCodeStore {
  private readonly codes = new BoundedMap<string, StandingCode>(codesKept);

  constructor(private readonly journal: Journal) {
    for (const record of journal.read(kind)) this.keep(record as StandingCode);
  }

  save(code: StandingCode): void {
    this.keep(code);
    this.journal.write(kind, code.uuid, code);
  }

  /** By the gateway's name or by the merchant's own. */
  find(name: string): StandingCode | undefined {
    return this.codes.get(name) ?? this.newestFirst().find(({ merchantRef }) => merchantRef === name);
  }

  newestFirst(): StandingCode[] {
    return [...this.codes.values()].reverse();
  }

  clear(): void {
    this.codes.clear();
  }

  private keep(code: StandingCode): void {
    this.codes.set(code.uuid, code);
  }
}

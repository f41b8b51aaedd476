import type { Courier, Delivery } from '../courier.js';
import { phpJson } from '../php-json.js';
import type { Timers } from '../timers.js';
import { findChannel } from './channels.js';
import { amountReceived, type Payment, type PaymentStatus } from './payment.js';
import { hmacSha256 } from './signatures.js';

/** The fields of a callback, in the order in which the gateway writes them. */
export function callbackFields(payment: Payment, status: PaymentStatus): Record<string, unknown> {
  return {
    reference: payment.reference,
    merchant_ref: payment.merchantRef,
    payment_method: findChannel(payment.channelCode)?.name ?? payment.channelCode,
    payment_method_code: payment.channelCode,
    total_amount: payment.amount,
    fee_merchant: payment.fee.merchant,
    fee_customer: payment.fee.customer,
    total_fee: payment.fee.merchant + payment.fee.customer,
    amount_received: amountReceived(payment),
    is_closed_payment: payment.paidInto ? 0 : 1,
    status,
    paid_at: status === 'PAID' || status === 'REFUND' ? payment.paidAt : null,
    note: null,
  };
}

export interface CallbackSettings {
  privateKey: string;
  /** The address from the merchant page, used where a payment named none. */
  defaultUrl: () => string | null;
  retryAfterMs: number;
}

const retriesAllowed = 3;

/** Tells the shop about a payment, again every two minutes and at most three times until it says it understood. */
export class Callbacks {
  constructor(
    private readonly settings: CallbackSettings,
    private readonly courier: Courier,
    private readonly timers: Timers,
  ) {}

  /** Resolves with the first attempt; later attempts go on by themselves. Null where no address is known. */
  async send(payment: Payment, status: PaymentStatus, { forge = false } = {}): Promise<Delivery | null> {
    const url = payment.callbackUrl ?? this.settings.defaultUrl();
    if (!url) return null;
    const body = phpJson(callbackFields(payment, status));
    const key = forge ? `${this.settings.privateKey}-forged` : this.settings.privateKey;
    const attempt = () =>
      this.courier.deliver({ provider: 'tripay', url, headers: headersFor(key, body), body });
    const first = await attempt();
    if (!forge) this.retry(first, attempt, retriesAllowed);
    return first;
  }

  private retry(last: Delivery, attempt: () => Promise<Delivery>, left: number): void {
    if (isAccepted(last) || left === 0) return;
    this.timers.after(this.settings.retryAfterMs, async () => this.retry(await attempt(), attempt, left - 1));
  }
}

function headersFor(privateKey: string, body: string): Record<string, string> {
  return {
    'Content-Type': 'application/json',
    'X-Callback-Event': 'payment_status',
    'X-Callback-Signature': hmacSha256(privateKey, body),
  };
}

/** Only HTTP 200 with `{"success": true}` counts as understood. */
export function isAccepted({ status, answer }: Pick<Delivery, 'status' | 'answer'>): boolean {
  if (status !== 200) return false;
  try {
    return (JSON.parse(answer) as { success?: unknown } | null)?.success === true;
  } catch {
    return false;
  }
}

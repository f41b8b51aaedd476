import { Behaviour } from '../behaviour.js';
import { seconds, type Now } from '../clock.js';
import type { Delivery } from '../courier.js';
import type { Timers } from '../timers.js';
import type { Callbacks } from './callbacks.js';
import { openPayment, type TripaySecrets } from './open-payment.js';
import { mayBecome, type Payment, type PaymentStatus } from './payment.js';
import type { PaymentStore } from './payment-store.js';
import type { CreateOpenPayment, CreatePayment } from './requests.js';
import { newStandingCode, paymentInto, type StandingCode, type StandingCodeStore } from './standing-code.js';

/**
 * success: as documented · hang: a create call gets no answer and makes nothing · error: HTTP 500, nothing made ·
 * lost: the payment is made but the connection is cut · wrong_amount: the payment is made for another amount ·
 * down: every call is answered by a proxy's error page.
 */
export const gatewayModes = ['success', 'hang', 'error', 'lost', 'wrong_amount', 'down'] as const;
export type GatewayMode = (typeof gatewayModes)[number];

export interface Announcement {
  copies?: number;
  delay_ms?: number;
  /** What the buyer really paid, when it is not what was asked. */
  amount?: number;
  /** Sends the callback with a wrong signature and changes nothing: an attacker's message. */
  forge?: boolean;
  /** Sends another status first. */
  reorder?: boolean;
}

interface Parts {
  secrets: TripaySecrets;
  now: Now;
  timers: Timers;
  payments: PaymentStore;
  standing: StandingCodeStore;
  callbacks: Callbacks;
}

const wrongBy = 1_000;

/** The payment gateway: makes payments, lets them be paid, and tells the shop. */
export class TripayGateway {
  readonly behaviour = new Behaviour<{ mode: GatewayMode }>({ mode: 'success' });
  readonly payments: PaymentStore;
  readonly standing: StandingCodeStore;

  constructor(private readonly parts: Parts) {
    this.payments = parts.payments;
    this.standing = parts.standing;
  }

  open(input: CreatePayment, mode: GatewayMode): Payment {
    const payment = openPayment(input, this.parts.secrets, this.parts.now());
    if (mode === 'wrong_amount') payment.amount += wrongBy;
    this.payments.save(payment);
    return payment;
  }

  openStanding(input: CreateOpenPayment): StandingCode {
    const code = newStandingCode(input, this.parts.secrets);
    this.standing.save(code);
    return code;
  }

  /** Somebody pays into a standing code; the shop hears of it as of any payment. */
  async payInto(code: StandingCode, amount: number, how: Announcement = {}) {
    const payment = paymentInto(code, amount, { secrets: this.parts.secrets, now: this.parts.now() });
    this.payments.save(payment);
    return { payment, deliveries: await this.announce(payment, 'PAID', how) };
  }

  /** Moves the payment where its table allows and announces the status either way; misbehaviour is asked for here. */
  async announce(
    payment: Payment,
    status: PaymentStatus,
    how: Announcement = {},
  ): Promise<(Delivery | null)[]> {
    const told = how.forge
      ? { ...payment, ...this.paidFacts(payment, status, how) }
      : this.move(payment, status, how);
    if (!how.delay_ms) return this.send(told, status, how);
    this.parts.timers.after(how.delay_ms, () => this.send(told, status, how));
    return [];
  }

  async expireDue(): Promise<void> {
    const due = this.payments.dueToExpire(seconds(this.parts.now()));
    await Promise.all(due.map((payment) => this.announce(payment, 'EXPIRED')));
  }

  private move(payment: Payment, status: PaymentStatus, how: Announcement): Payment {
    if (!mayBecome(payment, status)) return payment;
    const moved = { ...payment, status, ...this.paidFacts(payment, status, how) };
    this.payments.save(moved);
    return moved;
  }

  private paidFacts(payment: Payment, status: PaymentStatus, { amount }: Announcement): Partial<Payment> {
    if (status !== 'PAID') return {};
    return { paidAt: seconds(this.parts.now()), amount: amount ?? payment.amount };
  }

  private async send(
    payment: Payment,
    status: PaymentStatus,
    how: Announcement,
  ): Promise<(Delivery | null)[]> {
    const { callbacks } = this.parts;
    const first = how.reorder ? [await callbacks.send(payment, otherThan(status), how)] : [];
    const copies = Array.from({ length: how.copies ?? 1 }, () => callbacks.send(payment, status, how));
    return [...first, ...(await Promise.all(copies))];
  }
}

/** The word that would have been true had the story gone the other way. */
function otherThan(status: PaymentStatus): PaymentStatus {
  return status === 'EXPIRED' ? 'FAILED' : 'EXPIRED';
}

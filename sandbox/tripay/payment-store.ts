import { BoundedMap } from '../bounded-map.js';
import type { Journal } from '../journal.js';
import type { Payment, PaymentStatus } from './payment.js';

const paymentsKept = 50_000;
const kind = 'tripay.payment';

export interface PaymentFilter {
  reference?: string;
  merchant_ref?: string;
  method?: string;
  status?: string;
}

/** The gateway's own books. */
export class PaymentStore {
  private readonly payments = new BoundedMap<string, Payment>(paymentsKept);
  /** The unpaid ones apart, because the expiry sweep looks at them twice a second. */
  private readonly unpaid = new Map<string, Payment>();

  constructor(private readonly journal: Journal) {
    for (const record of journal.read(kind)) this.keep(record as Payment);
  }

  save(payment: Payment): void {
    this.keep(payment);
    this.journal.write(kind, payment.reference, payment);
  }

  /** By the gateway's reference or by the merchant's own; the latest one if a merchant used a reference twice. */
  find(reference: string): Payment | undefined {
    return this.payments.get(reference) ?? this.list({ merchant_ref: reference })[0];
  }

  get(reference: string): Payment | undefined {
    return this.payments.get(reference);
  }

  /** Newest first. */
  list(filter: PaymentFilter = {}): Payment[] {
    return [...this.payments.values()].filter((payment) => matches(payment, filter)).reverse();
  }

  waiting(): Payment[] {
    return [...this.unpaid.values()].reverse();
  }

  dueToExpire(nowSeconds: number): Payment[] {
    return [...this.unpaid.values()].filter((payment) => payment.expiresAt <= nowSeconds);
  }

  count(status?: PaymentStatus): number {
    return status ? this.list({ status }).length : this.payments.size;
  }

  clear(): void {
    this.payments.clear();
    this.unpaid.clear();
  }

  private keep(payment: Payment): void {
    this.payments.set(payment.reference, payment);
    if (payment.status === 'UNPAID') this.unpaid.set(payment.reference, payment);
    else this.unpaid.delete(payment.reference);
  }
}

function matches(payment: Payment, filter: PaymentFilter): boolean {
  const facts = {
    reference: payment.reference,
    merchant_ref: payment.merchantRef,
    method: payment.channelCode,
    status: payment.status,
  };
  return (Object.keys(facts) as (keyof typeof facts)[]).every(
    (key) => !filter[key] || filter[key] === facts[key],
  );
}

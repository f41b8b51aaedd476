import { BoundedList } from './bounded-list.js';

export type Provider = 'tripay' | 'digiflazz';

export interface Parcel {
  provider: Provider;
  url: string;
  headers: Record<string, string>;
  /** The exact text to send; signatures were made over it. */
  body: string;
}

/** What became of one delivery; `status` is 0 when the other side could not be reached. */
export interface Delivery extends Parcel {
  sent_at: string;
  status: number;
  answer: string;
}

const deliveriesKept = 2_000;
const answerTimeoutMs = 10_000;

/** Carries callbacks and webhooks to the shop and remembers how each was received. */
export class Courier {
  readonly deliveries = new BoundedList<Delivery>(deliveriesKept);
  private readonly closing = new AbortController();

  async deliver(parcel: Parcel): Promise<Delivery> {
    const sent_at = new Date().toISOString();
    const delivery = { ...parcel, sent_at, ...(await this.post(parcel)) };
    this.deliveries.add(delivery);
    return delivery;
  }

  /** Cuts off deliveries that are still under way. */
  close(): void {
    this.closing.abort();
  }

  private async post({ url, headers, body }: Parcel): Promise<{ status: number; answer: string }> {
    const signal = AbortSignal.any([this.closing.signal, AbortSignal.timeout(answerTimeoutMs)]);
    try {
      // Neither provider follows a redirect: a moved address counts as a failed delivery.
      const response = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal });
      return { status: response.status, answer: (await response.text()).slice(0, 2_000) };
    } catch (error) {
      return { status: 0, answer: error instanceof Error ? error.message : String(error) };
    }
  }
}

import { randomUUID } from 'node:crypto';
import type { TransactionResource } from '../../src/transactions/index.js';
import type { Store } from './harness.js';

export interface Answer<T> {
  status: number;
  contentType: string;
  retryAfter: string | null;
  data: T;
  body: unknown;
}

export type Sale = TransactionResource;

let registered = 0;
let ordered = 0;

const patienceMs = 15_000;

/** A customer who registers and buys over HTTP. */
export class Shopper {
  private constructor(
    private readonly store: Store,
    private readonly productId: string,
    private readonly token: string,
  ) {}

  /** Opens an account and chooses what to buy: a top-up that can be had at any hour. */
  static async arrive(store: Store): Promise<Shopper> {
    registered += 1;
    const person = {
      name: 'Sari Wulandari',
      email: `pelanggan-${process.pid}-${registered}@contoh.test`,
      phone: `08120${String(registered).padStart(7, '0')}`,
      password: 'sandi-uji-coba-7',
    };
    const response = await fetch(`${store.url}/api/v1/auth/register`, jsonPost(person));
    if (response.status !== 201) throw new Error(`Not registered: ${await response.text()}`);
    const { data } = (await response.json()) as { data: { access_token: string } };
    const [product] = await store.rows<{ id: string }>(
      `SELECT id FROM products WHERE supplier_sku = 'xld10'`,
    );
    return new Shopper(store, product?.id ?? '', data.access_token);
  }

  /** Each order has a number of its own to top up, so that buying the same goods twice shows. */
  private newOrder(): object {
    ordered += 1;
    return {
      type: 'PPOB',
      product_id: this.productId,
      inputs: { phone: `0817${String(10_000_000 + ordered)}` },
      payment: { gateway: 'tripay', method: 'BRIVA' },
    };
  }

  /** What an order says on the wire, under a key of its own. */
  newRequest(): { headers: Record<string, string>; body: string } {
    return {
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${this.token}`,
        'Idempotency-Key': randomUUID(),
      },
      body: JSON.stringify(this.newOrder()),
    };
  }

  /** Sends an order. @throws when there is no answer for long. */
  async order(): Promise<Answer<Sale>> {
    return answerOf(
      await fetch(`${this.store.url}/api/v1/transactions`, {
        method: 'POST',
        ...this.newRequest(),
        signal: AbortSignal.timeout(patienceMs),
      }),
    );
  }

  /** A sale that waits for its payment. @throws when the shop refuses it. */
  async place(): Promise<Sale> {
    const answer = await this.order();
    if (answer.status !== 201) throw new Error(`No sale: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.data;
  }

  /** Pays at the gateway, which tells the shop. */
  async pay(sale: Pick<Sale, 'payment'>, how: object = {}): Promise<void> {
    await this.store.control(`tripay/${sale.payment?.id}/pay`, how);
  }

  async buy(): Promise<Sale> {
    const sale = await this.place();
    await this.pay(sale);
    return sale;
  }

  /** Several at once. */
  buyMany(count: number): Promise<Sale[]> {
    return Promise.all(Array.from({ length: count }, () => this.buy()));
  }
}

const jsonPost = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

async function answerOf<T>(response: Response): Promise<Answer<T>> {
  const text = await response.text();
  const body = (text === '' ? {} : JSON.parse(text)) as { data?: unknown };
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    retryAfter: response.headers.get('retry-after'),
    data: body.data as T,
    body,
  };
}

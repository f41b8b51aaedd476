import { randomUUID } from 'node:crypto';
import type { Store } from '../../test/faults/harness.js';
import { runBeside } from './side-server.js';

export interface Buyer {
  email: string;
  token: string;
  userId: string;
  walletId: string;
  /** The account of the wallet in the books. */
  accountId: string;
}

export interface WireRequest {
  headers: Record<string, string>;
  body: string;
  path?: string;
}

const password = 'sandi-uji-coba-7';
const emailOf = (position: number) => `pelanggan-${position}@contoh.test`;

async function post(url: string, body: object): Promise<string> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return ((await response.json()) as { data: { access_token: string } }).data.access_token;
}

/** Credit of one operator in several sizes, taken out of the supplier's nightly pause for the measurement. */
async function goodsAtAnyHour(store: Store): Promise<{ id: string }[]> {
  const sizes = `supplier_sku REGEXP '^xld[0-9]+$' AND active`;
  await store.rows(`UPDATE products SET cut_off_start = NULL, cut_off_end = NULL WHERE ${sizes}`);
  return store.rows(`SELECT id FROM products WHERE ${sizes} ORDER BY id`);
}

/** Customers with full wallets who buy and send one another money. */
export class Crowd {
  private ordered = 0;

  private constructor(
    private readonly store: Store,
    readonly buyers: Buyer[],
    private readonly products: string[],
  ) {}

  /** Opens accounts over HTTP, and wallets full of money through the books. */
  static async gather(store: Store, count: number): Promise<Crowd> {
    for (let at = 0; at < count; at += 1)
      await post(`${store.url}/api/v1/auth/register`, {
        name: 'Sari Wulandari',
        email: emailOf(at),
        phone: `08120${String(at + 1).padStart(7, '0')}`,
        password,
      });
    await runBeside('fill-wallets.ts', store.settings);
    const buyers = await store.rows<Buyer>(
      `SELECT u.email, '' AS token, u.id AS userId, w.id AS walletId, a.id AS accountId FROM users u
       JOIN wallets w ON w.default_of = u.id
       JOIN ledger_accounts a ON a.code = CONCAT('customer_wallet:', w.id) ORDER BY u.id`,
    );
    const products = await goodsAtAnyHour(store);
    const crowd = new Crowd(
      store,
      buyers,
      products.map(({ id }) => id),
    );
    await crowd.logIn();
    return crowd;
  }

  /** Everybody logs in anew: a token lasts no longer than some comparisons. */
  async logIn(): Promise<void> {
    for (const buyer of this.buyers) buyer.token = await post(...this.loginOf(buyer));
  }

  private loginOf({ email }: Buyer): [string, object] {
    return [`${this.store.url}/api/v1/auth/login`, { email, password }];
  }

  /** What a login says on the wire. */
  login(buyer = this.anybody()): WireRequest {
    return {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: buyer.email, password }),
    };
  }

  anybody(): Buyer {
    return this.at(Math.floor(Math.random() * this.buyers.length));
  }

  at(position: number): Buyer {
    const buyer = this.buyers[position];
    if (!buyer) throw new Error('The crowd is smaller than that.');
    return buyer;
  }

  /** Two different ones. */
  two(): [Buyer, Buyer] {
    const [one, other] = [this.anybody(), this.anybody()];
    return one === other ? this.two() : [one, other];
  }

  private money(buyer: Buyer, body: object): WireRequest {
    return {
      headers: {
        'Content-Type': 'application/json',
        Authorization: `Bearer ${buyer.token}`,
        'Idempotency-Key': randomUUID(),
      },
      body: JSON.stringify(body),
    };
  }

  /** A top-up for a number of its own, paid from the buyer's wallet. */
  purchase(buyer = this.anybody(), product = Math.random()): WireRequest {
    this.ordered += 1;
    return this.money(buyer, {
      type: 'PPOB',
      product_id: this.products[Math.floor(product * this.products.length)],
      inputs: { phone: `0817${String(10_000_000 + (this.ordered % 89_999_999))}` },
      payment: { gateway: 'wallet', wallet_id: buyer.walletId },
    });
  }

  /** A thousand rupiah from one customer to another. */
  transfer([from, to] = this.two()): WireRequest {
    return {
      ...this.money(from, { to: to.email, amount: 1_000 }),
      path: `/api/v1/wallets/${from.walletId}/transfers`,
    };
  }

  /** Sends one request by itself and answers what it made. @throws when it is refused. */
  async send<T>(request: WireRequest, path: string): Promise<T> {
    const { headers, body } = request;
    const response = await fetch(`${this.store.url}${path}`, { method: 'POST', headers, body });
    if (response.status !== 201) throw new Error(`${response.status} ${await response.text()}`);
    return ((await response.json()) as { data: T }).data;
  }
}

import { randomUUID } from 'node:crypto';
import { Chance } from './random.js';
import { askUntilAnswered, type Request, type Word } from './patience.js';
import type { Store } from './harness.js';

const password = 'sandi-uji-coba-7';
const mostLogins = 3;
let ordered = 0;

interface WalletView {
  id: string;
  name: string;
  is_default: boolean;
  balance_amount: number;
  held_amount: number;
}

const dataOf = <T>({ status, body }: Word): T => {
  if (status >= 300) throw new Error(`Refused: ${status} ${JSON.stringify(body)}`);
  return (body as { data: T }).data;
};

/** Somebody with wallets and a bank account who asks until there is an answer, and under one key for one wish. */
export class Customer {
  userId = '';
  /** Where money goes that names no wallet, a second one, and one that nothing but this customer's own sending moves. */
  mainId = '';
  sparedId = '';
  quietId = '';
  bankAccountId = '';
  private token = '';

  private constructor(
    private readonly store: Store,
    readonly chance: Chance,
    private readonly productId: string,
    readonly email: string,
    private readonly phone: string,
  ) {}

  /** Opens an account, three wallets and a bank account that staff have looked at. */
  static async arrive(store: Store, number: number, seed: number): Promise<Customer> {
    const [product] = await store.rows<{ id: string }>(
      `SELECT id FROM products WHERE supplier_sku = 'xld10'`,
    );
    const [email, phone] = [`pelanggan-${number}@contoh.test`, `08121${String(number).padStart(7, '0')}`];
    const customer = new Customer(store, new Chance(seed + number), product?.id ?? '', email, phone);
    await customer.register(number);
    return customer;
  }

  private async register(number: number): Promise<void> {
    const person = { name: 'Sari Wulandari', email: this.email, phone: this.phone, password };
    const session = dataOf<{ access_token: string; user: { id: string } }>(
      await this.post('/auth/register', person),
    );
    this.token = session.access_token;
    this.userId = session.user.id;
    await this.store.rows(`UPDATE users SET kyc_level = 'FULL' WHERE id = ?`, [this.userId]);
    this.mainId = (await this.wallets())[0]?.id ?? '';
    this.sparedId = dataOf<WalletView>(await this.post('/wallets', { name: 'Tabungan' })).id;
    this.quietId = dataOf<WalletView>(await this.post('/wallets', { name: 'Uji coba' })).id;
    const account = { bank_code: '014', number: `88${1_000_000 + number}`, holder_name: 'Sari Wulandari' };
    this.bankAccountId = dataOf<{ id: string }>(await this.post('/users/me/bank-accounts', account)).id;
    await this.store.rows(
      `UPDATE bank_accounts SET status = 'VERIFIED', usable_from = '2020-01-01' WHERE id = ?`,
      [this.bankAccountId],
    );
  }

  /** Asks until answered. Each wish has a key of its own, unless it is one that was told before. */
  async post(path: string, body: object, key: string = randomUUID()): Promise<Word> {
    return this.ask(path, () => ({
      method: 'POST',
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key, ...this.authorization },
    }));
  }

  wallets(): Promise<WalletView[]> {
    return this.read('/wallets');
  }

  /** What lies under `data` of something of this customer's own. */
  async read<T>(path: string): Promise<T> {
    return dataOf<T>(await this.ask(path, () => ({ headers: this.authorization })));
  }

  /** A token that is good now, for what is not asked over HTTP. */
  async freshToken(): Promise<string> {
    await this.logIn();
    return this.token;
  }

  /** What this customer can have at any hour: a top-up for a number of its own, so that buying it twice shows. */
  order(payment: object): object {
    ordered += 1;
    const inputs = { phone: `0817${String(20_000_000 + ordered)}` };
    return { type: 'PPOB', product_id: this.productId, inputs, payment };
  }

  private get authorization(): Record<string, string> {
    return this.token === '' ? {} : { Authorization: `Bearer ${this.token}` };
  }

  /** Business time runs fast here, and with it the quarter of an hour of a token. */
  private async ask(path: string, request: () => Request): Promise<Word> {
    const url = `${this.store.url}/api/v1${path}`;
    for (let logins = 0; ; logins += 1) {
      const word = await askUntilAnswered(url, request);
      if (word.status !== 401 || logins === mostLogins) return word;
      await this.logIn();
    }
  }

  private async logIn(): Promise<void> {
    const word = await askUntilAnswered(`${this.store.url}/api/v1/auth/login`, () => ({
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email: this.email, password }),
    }));
    this.token = dataOf<{ access_token: string }>(word).access_token;
  }
}

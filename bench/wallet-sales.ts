import { barePool } from './lib/bare-pool.js';
import { barePurchase } from './lib/bare-purchase.js';
import { Crowd } from './lib/crowd.js';
import { closedLoop, loadOverHttp, type Variant } from './lib/measure.js';
import { compare } from './lib/rounds.js';
import { openShop } from './lib/shop.js';
import { assertSound } from './lib/sound.js';

// Purchases paid from wallets over HTTP, complete with login, validation, idempotency, books, outbox and log, beside the
// same rows written by the bare driver in plain round trips. Many customers buy, each from a wallet of their own.

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);
const customers = Number(process.env['BENCH_CUSTOMERS'] ?? 200);

const shop = await openShop();
const { store, urls } = shop;
const pool = barePool(store);
try {
  const crowd = await Crowd.gather(store, customers);
  const write = await barePurchase(store, crowd);
  const bare = (name: string, stride: 'row' | 'table'): Variant => ({
    name,
    run: (clients, time) => closedLoop(clients, time, () => write(pool, crowd.anybody(), stride)),
  });
  const load = { urls: urls.map((url) => `${url}/api/v1/transactions`), next: () => crowd.purchase() };
  const amanah: Variant = {
    name: 'Amanah over HTTP',
    run: (clients, time) => loadOverHttp(load, clients, time),
  };
  const variants = [
    bare('bare mysql2, a row at a time', 'row'),
    bare('bare mysql2, a table at a time', 'table'),
    amanah,
  ];
  for (const clients of [1, 8, 32]) {
    await crowd.logIn();
    const target = clients > 1 ? { of: amanah.name, ratio: 0.6, p99: 3 } : undefined;
    await compare('Purchases from wallets', variants, {
      clients,
      rounds,
      seconds,
      ...(target ? { target } : {}),
    });
  }
  await assertSound(store);
} finally {
  await pool.end();
  await shop.close();
}

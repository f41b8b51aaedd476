import { createPool } from 'mysql2/promise';
import type { Store } from '../test/faults/harness.js';
import { Shopper } from '../test/faults/shopper.js';
import { bareSale, type Bought } from './lib/bare-sale.js';
import { gatewayAt, noGateway, type Gateway } from './lib/gateway-call.js';
import { closedLoop, loadOverHttp, type Variant } from './lib/measure.js';
import { compare } from './lib/rounds.js';
import { openShop } from './lib/shop.js';

// Sales created per second over HTTP, beside the same rows written by the bare driver, and beside those with the same
// call to the gateway, so that the price of that call can be told from the price of the shop. The shop runs two web
// processes, as in production, and the clients are split over both.

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);

/** Copies what the shop stored for a sale of its own, so that the bare rows weigh the same. */
async function sample(store: Store, shopper: Shopper): Promise<Bought> {
  const sale = await shopper.place();
  const [stored] = await store.rows<Record<string, string>>(
    `SELECT t.user_id, l.product_id, l.sku, l.name, l.price_explanation, p.request, p.instructions, k.response
     FROM transactions t JOIN transaction_lines l ON l.transaction_id = t.id
     JOIN payments p ON p.transaction_id = t.id JOIN idempotency_keys k ON k.resource_id = t.id WHERE t.id = ?`,
    [sale.id],
  );
  const text = (column: string) => {
    const value: unknown = stored?.[column];
    return typeof value === 'string' ? value : JSON.stringify(value);
  };
  return {
    userId: text('user_id'),
    product: { id: text('product_id'), sku: text('sku'), name: text('name') },
    explanation: text('price_explanation'),
    request: text('request'),
    instructions: text('instructions'),
    response: text('response'),
  };
}

const shop = await openShop();
const { store, urls, gatewayUrl } = shop;
try {
  const shopper = await Shopper.arrive(store);
  const bought = await sample(store, shopper);
  const { pathname, href } = new URL(store.setting('DATABASE_URL'));
  const pool = createPool({ uri: href.replace(/^mariadb:/, 'mysql:'), connectionLimit: 20, timezone: 'Z' });
  console.log(`Database ${pathname.slice(1)}, log level info, pools of 20 connections.`);

  const bare = (name: string, gateway: Gateway): Variant => ({
    name,
    run: (clients, time) => closedLoop(clients, time, () => bareSale(pool, bought, gateway)),
  });
  const load = { urls: urls.map((url) => `${url}/api/v1/transactions`), next: () => shopper.newRequest() };
  const amanah: Variant = {
    name: 'Amanah over HTTP',
    run: (clients, time) => loadOverHttp(load, clients, time),
  };
  const asking = bare('bare mysql2 + gateway', gatewayAt(gatewayUrl, store));
  const target = { of: amanah.name, ratio: 0.5 };
  for (const clients of [8, 32])
    await compare('Sales created', [bare('bare mysql2', noGateway), asking, amanah], {
      clients,
      rounds,
      seconds,
      target,
    });
  await pool.end();
} finally {
  await shop.close();
}

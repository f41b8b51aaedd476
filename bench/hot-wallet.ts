import { Crowd, type WireRequest } from './lib/crowd.js';
import { loadOverHttp, type Variant } from './lib/measure.js';
import { compare } from './lib/rounds.js';
import { openShop } from './lib/shop.js';
import { assertSound } from './lib/sound.js';

// Whether sales wait for one another: all on the shop's own accounts and one product, beside sales of many products; and
// all from one wallet, whose balance is one row that has to be decided on by one sale after the other.

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);
const clients = 32;

const shop = await openShop();
const { store, urls } = shop;
try {
  const crowd = await Crowd.gather(store, 200);
  const buying = (name: string, next: () => WireRequest): Variant => ({
    name,
    run: (count, time) =>
      loadOverHttp({ urls: urls.map((url) => `${url}/api/v1/transactions`), next }, count, time),
  });
  const variants = [
    buying('many wallets, many products', () => crowd.purchase()),
    buying('many wallets, one product', () => crowd.purchase(crowd.anybody(), 0)),
    buying('one wallet', () => crowd.purchase(crowd.at(0))),
  ];
  const target = { of: 'many wallets, one product', ratio: 0.85 };
  await compare('Purchases on the same accounts', variants, { clients, rounds, seconds, target });
  const sales = await store.count(
    `SELECT COUNT(*) AS count FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
     WHERE a.code = 'order_deposits'`,
  );
  const stored = await store.count(
    `SELECT COUNT(*) AS count FROM ledger_balances b JOIN ledger_accounts a ON a.id = b.account_id
     WHERE a.type <> 'customer_wallet'`,
  );
  console.log(
    `All ${sales} sales were booked on the one account order_deposits; accounts of the shop with a balance row that ` +
      `sales would have to update: ${stored}.`,
  );
  await assertSound(store);
} finally {
  await shop.close();
}

import { barePool } from './lib/bare-pool.js';
import { bareTransfer } from './lib/bare-transfer.js';
import { Crowd } from './lib/crowd.js';
import { closedLoop, loadOverHttp, type Variant } from './lib/measure.js';
import { compare } from './lib/rounds.js';
import { openShop } from './lib/shop.js';
import { assertSound } from './lib/sound.js';

// Money sent from wallet to wallet among many customers over HTTP, with limits by day and by balance, beside the same
// rows written by the bare driver.

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);

/** Everybody has more than anybody may keep, so that no wallet runs dry. */
const settings = { WALLET_BALANCE_LIMIT_FULL: '9000000000000', WALLET_OUT_LIMIT_FULL: '9000000000000' };

const shop = await openShop({ settings });
const { store, urls } = shop;
const pool = barePool(store);
try {
  const crowd = await Crowd.gather(store, 200);
  const write = await bareTransfer(store, crowd);
  const bare: Variant = {
    name: 'bare mysql2, a row at a time',
    run: (clients, time) => closedLoop(clients, time, () => write(pool, crowd.two(), 'row')),
  };
  const amanah: Variant = {
    name: 'Amanah over HTTP',
    run: (clients, time) => loadOverHttp({ urls, next: () => crowd.transfer() }, clients, time),
  };
  for (const clients of [1, 8, 32]) {
    await crowd.logIn();
    await compare('Transfers', [bare, amanah], { clients, rounds, seconds });
  }
  await assertSound(store);
} finally {
  await pool.end();
  await shop.close();
}

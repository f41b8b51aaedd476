import { Crowd } from './lib/crowd.js';
import { loadOverHttp, type Figures, type Variant } from './lib/measure.js';
import { compare } from './lib/rounds.js';
import { openShop } from './lib/shop.js';

// What a storm of logins, each a hash of 8 ms of a core, does to those who buy in the same moment.

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);
const storming = 16;

const shop = await openShop();
const { store, urls } = shop;
try {
  const crowd = await Crowd.gather(store, 200);
  const at = (path: string) => urls.map((url) => `${url}/api/v1${path}`);
  const buy = (clients: number, time: number): Promise<Figures> =>
    loadOverHttp({ urls: at('/transactions'), next: () => crowd.purchase() }, clients, time);
  const logIn = (time: number): Promise<Figures> =>
    loadOverHttp({ urls: at('/auth/login'), next: () => crowd.login() }, storming, time);
  const storms: number[] = [];
  const alone: Variant = { name: 'purchases alone', run: buy };
  const beside: Variant = {
    name: 'purchases beside a storm of logins',
    async run(clients, time) {
      const [bought, loggedIn] = await Promise.all([buy(clients, time), logIn(time)]);
      storms.push(loggedIn.perSecond);
      return bought;
    },
  };
  const target = { of: beside.name, p99: 3 };
  await compare('Purchases', [alone, beside], { clients: 8, rounds, seconds, target });
  console.log(
    `${storming} clients logged in all the while, ${Math.min(...storms).toFixed(0)} to ${Math.max(...storms).toFixed(0)} times a second.`,
  );
} finally {
  await shop.close();
}

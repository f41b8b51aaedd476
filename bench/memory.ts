import { readFileSync } from 'node:fs';
import { Crowd } from './lib/crowd.js';
import { loadOverHttp } from './lib/measure.js';
import { say } from './lib/rounds.js';
import { openShop } from './lib/shop.js';

// How much memory the web processes hold while purchases go by. Flat: what they hold in the last third is hardly more
// than in the second; the first belongs to warming up.

const wanted = process.env['BENCH_SHORT'] ? 2_000 : 100_000;
const looks = 12;
const growth = 1.1;

const shop = await openShop();
const { store, urls, webs } = shop;

/** Resident memory of a process in MiB. */
function residentOf(pid: number): number {
  const [, kib = ''] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kib) / 1_024;
}

const mean = (values: number[]): number => values.reduce((all, each) => all + each, 0) / values.length;

try {
  const crowd = await Crowd.gather(store, 200);
  const load = { urls: urls.map((url) => `${url}/api/v1/transactions`), next: () => crowd.purchase() };
  const table: { purchases: number; 'web MiB': number }[] = [];
  const sold = () => store.count('SELECT COUNT(*) AS count FROM transactions');
  for (let look = 1, count = 0; count < wanted; count = await sold()) {
    if (count * looks < wanted * look) {
      await loadOverHttp(load, 8, 2);
      continue;
    }
    table.push({ purchases: count, 'web MiB': mean(webs.map(({ pid = 0 }) => residentOf(pid))) });
    look = Math.floor((count * looks) / wanted) + 1;
    await crowd.logIn();
  }
  table.push({ purchases: await sold(), 'web MiB': mean(webs.map(({ pid = 0 }) => residentOf(pid))) });
  console.log(`\nResident memory of a web process over ${wanted} purchases, mean of two`);
  console.table(
    table.map(({ purchases, ...held }) => ({ purchases, 'web MiB': held['web MiB'].toFixed(0) })),
  );
  const held = (from: number, to: number) =>
    mean(
      table
        .filter(({ purchases }) => purchases > wanted * from && purchases <= wanted * to)
        .map((each) => each['web MiB']),
    );
  const reached = held(2 / 3, 2) / held(1 / 3, 2 / 3);
  say(`the last third holds at most ${growth} times what the second held`, reached, reached <= growth);
} finally {
  await shop.close();
}

import { openDoors, openStore, sharedServers, type Store } from '../test/faults/harness.js';
import { median, quantile } from './lib/measure.js';
import { fillWithSales } from './lib/million-sales.js';
import { startSideServer } from './lib/side-server.js';

// The console's list of sales over a million rows, beside AdminJS as it comes: the same pages, filters and order, asked
// in turn. Ours goes through login, rights and masking; the other one has none of that to do.

const rows = Number(process.env['BENCH_ROWS'] ?? 1_000_000);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const target = 8;

const pages = {
  'page 1': 'page=1',
  'page 400': 'page=400',
  'status PROCESSING, page 1': 'page=1&filters.status=PROCESSING',
  'status SUCCESS, page 400': 'page=400&filters.status=SUCCESS',
  'one number': 'page=1&filters.number=UJI-000500000',
};

const listOf = (origin: string, page: string) =>
  `${origin}/admin/api/resources/Transaction/actions/list?perPage=20&sortBy=id&direction=desc&${page}`;

interface List {
  records?: unknown[];
}

/** Milliseconds of one list. @throws when it is empty: a refusal would be quick as well. */
async function timed(url: string, headers: Record<string, string>): Promise<number> {
  const began = performance.now();
  const response = await fetch(url, { headers });
  const { records = [] } = (await response.json()) as List;
  if (records.length === 0) throw new Error(`No rows (${response.status}): ${url}`);
  return performance.now() - began;
}

/** A member of staff, made with the operator's command, logs in. */
async function logIn(store: Store): Promise<Record<string, string>> {
  const command = store.process('staff');
  await command.finish(['create', '--email', 'rina@contoh.test', '--name', 'Rina', '--role', 'owner']);
  const [, password = ''] = /shown only now: (\S+)/.exec(command.lastWords()) ?? [];
  const response = await fetch(`${store.url}/admin/login`, {
    method: 'POST',
    redirect: 'manual',
    headers: { Origin: store.url },
    body: new URLSearchParams({ email: 'rina@contoh.test', password }),
  });
  const cookie = (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  if (response.status !== 303) throw new Error(`Not logged in: ${response.status}`);
  return { Cookie: cookie };
}

async function several(times: number, url: string, headers: Record<string, string>): Promise<number[]> {
  const taken: number[] = [];
  for (let count = 0; count < times; count += 1) taken.push(await timed(url, headers));
  return taken;
}

const store = await openStore(sharedServers(), { LOG_LEVEL: 'info' });
try {
  console.log(`Filling the table with ${rows} sales.`);
  await fillWithSales(store, rows);
  await openDoors(store, [store.sandbox, store.web]);
  const cookies = await logIn(store);
  const stock = await startSideServer('stock-console.ts', {
    ...store.settings,
    ADMIN_JS_SKIP_BUNDLE: 'true',
  });
  const stockOrigin = `http://127.0.0.1:${stock.port}`;
  const table: Record<string, string | number>[] = [];
  for (const [name, page] of Object.entries(pages)) {
    const [ours, theirs, ratios]: [number[], number[], number[]] = [[], [], []];
    for (let round = 0; round <= rounds; round += 1) {
      const their = await several(3, listOf(stockOrigin, page), {});
      const our = await several(9, listOf(store.url, page), cookies);
      if (round === 0) continue;
      theirs.push(...their);
      ours.push(...our);
      ratios.push(median(their) / median(our));
    }
    table.push({
      list: name,
      'stock p50 ms': median(theirs).toFixed(1),
      'stock p99 ms': quantile(theirs, 0.99).toFixed(1),
      'Amanah p50 ms': median(ours).toFixed(1),
      'Amanah p99 ms': quantile(ours, 0.99).toFixed(1),
      'times faster': median(ratios).toFixed(1),
      verdict: median(ratios) >= target ? 'met' : 'not met',
    });
  }
  console.log(
    `\nA page of 20 of ${rows} sales, one reader, ${rounds} rounds in turn; target ${target} times faster`,
  );
  console.table(table);
  await stock.end();
} finally {
  await store.close();
}

import { openDoors, openStore, sharedServers, type Store } from '../test/faults/harness.js';
import { fillWithDeals } from './lib/deals.js';
import { median, quantile } from './lib/measure.js';

// The what-if desk over a hundred thousand deals: five schedules side by side, as the page asks for it, through login and
// rights to the answer. Target: five seconds.

const deals = Number(process.env['BENCH_ROWS'] ?? 100_000);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const targetMs = 5_000;

interface Desk {
  comparison: { deals: number; outcomes: { more: { deals: number }; worstHit: unknown[] }[] };
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

/** Nine bands each, as wide as the first schedule's, each draft with fees of its own. */
const draft = (number: number) => ({
  name: `Konsep ${number}`,
  reason: 'Pengukuran',
  bands: Array.from({ length: 9 }, (_, index) => ({
    from: index === 0 ? 10_000 : index * 2_000_000 + 1,
    to: index === 8 ? 20_000_000 : (index + 1) * 2_000_000,
    fee: index < 4 ? { flat: 4_000 + index * 1_000 * number } : { bps: 150 + 20 * index + number },
  })),
});

async function makeDrafts(store: Store, headers: Record<string, string>, count: number): Promise<void> {
  for (let number = 1; number <= count; number += 1) {
    const response = await fetch(`${store.url}/admin/api/resources/FeeSchedule/actions/new`, {
      method: 'POST',
      headers: { ...headers, Origin: store.url, 'Content-Type': 'application/json' },
      body: JSON.stringify(draft(number)),
    });
    const { notice } = (await response.json()) as { notice?: { type: string; message: string } };
    if (notice?.type !== 'success') throw new Error(`No draft: ${notice?.message ?? response.status}`);
  }
}

/** Milliseconds of one comparison. @throws unless it counted every real deal under five schedules. */
async function timed(store: Store, headers: Record<string, string>): Promise<number> {
  const began = performance.now();
  const response = await fetch(`${store.url}/admin/api/pages/feeDesk?from=2026-01-01&to=2026-12-31`, {
    headers,
  });
  const { comparison } = (await response.json()) as Desk;
  const taken = performance.now() - began;
  if (comparison.outcomes.length !== 5) throw new Error(`${comparison.outcomes.length} schedules compared.`);
  if (comparison.deals < deals * 0.8) throw new Error(`Only ${comparison.deals} deals counted.`);
  return taken;
}

const store = await openStore(sharedServers(), { LOG_LEVEL: 'info' });
try {
  console.log(`Filling the table with ${deals} deals.`);
  await fillWithDeals(store, deals);
  await openDoors(store, [store.sandbox, store.web]);
  const headers = await logIn(store);
  await makeDrafts(store, headers, 4);
  const taken: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    const each = await timed(store, headers);
    if (round > 0) taken.push(each);
  }
  console.log(`\nFive schedules over ${deals} deals, ${rounds} rounds; target ${targetMs} ms`);
  console.table([
    {
      'p50 ms': median(taken).toFixed(0),
      'slowest ms': quantile(taken, 1).toFixed(0),
      verdict: quantile(taken, 1) <= targetMs ? 'met' : 'not met',
    },
  ]);
} finally {
  await store.close();
}

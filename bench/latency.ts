import { openDoors, openStore, sharedServers, type Store } from '../test/faults/harness.js';
import { Shopper } from '../test/faults/shopper.js';
import { until } from '../test/until.js';
import { quantile } from './lib/measure.js';

// How long after a paid callback was taken in the supplier's phone rings, in a shop with nothing else to do. The
// callback's row carries the moment at which its transaction began, so the figure is a little more than the truth.

const sales = Number(process.env['BENCH_SALES'] ?? 60);
const targetMs = 1_000;

interface Call {
  path: string;
  received_at: string;
  body: { ref_id?: string };
}

/** Milliseconds from the callback of a sale to the call for its goods. */
async function reactionTo(store: Store, saleId: string): Promise<number> {
  const [moment] = await store.rows<{ paid: Date; ref_id: string }>(
    `SELECT c.created_at AS paid, f.ref_id FROM payments p JOIN payment_callbacks c ON c.payment_id = p.id
     JOIN fulfilments f ON f.transaction_id = p.transaction_id WHERE p.transaction_id = ?`,
    [saleId],
  );
  if (!moment) throw new Error(`Nothing was ordered for ${saleId}.`);
  const since = moment.paid.getTime() - 1_000;
  const calls = await store.fromSandbox<Call[]>(`/log?provider=digiflazz&since=${since}`);
  const call = calls.find(({ body }) => body.ref_id === moment.ref_id);
  if (!call) throw new Error(`The supplier was not called for ${saleId}.`);
  return Date.parse(call.received_at) - moment.paid.getTime();
}

const store = await openStore(sharedServers(), { LOG_LEVEL: 'info', SANDBOX_SETTLE_AFTER_MS: '50' });
try {
  await openDoors(store, [store.sandbox, store.web, store.worker, store.scheduler]);
  const shopper = await Shopper.arrive(store);
  const open = `SELECT COUNT(*) AS count FROM outbox WHERE status <> 'DONE'`;
  const idle = () =>
    until('the shop to be idle', async () => (await store.count(open)) === 0, { timeoutMs: 15_000 });
  const times: number[] = [];
  for (let sale = 0; sale < sales; sale += 1) {
    const { id } = await shopper.buy();
    const ended = `SELECT COUNT(*) AS count FROM transactions WHERE id = ? AND status = 'SUCCESS'`;
    await until('the sale to end', async () => (await store.count(ended, [id])) === 1, { timeoutMs: 15_000 });
    times.push(await reactionTo(store, id));
    await idle();
  }
  const at = (share: number) => quantile(times, share);
  console.log(
    `\nFrom a paid callback to the call to the supplier, ${sales} sales one after another, idle shop`,
  );
  console.table([
    { 'p50 ms': at(0.5), 'p95 ms': at(0.95), 'p99 ms': at(0.99), 'most ms': Math.max(...times) },
  ]);
  console.log(
    `Target: p95 at most ${targetMs} ms; reached ${at(0.95)}: ${at(0.95) <= targetMs ? 'met' : 'not met'}.`,
  );
} finally {
  await store.close();
}

import { createHmac, randomUUID } from 'node:crypto';
import { openDoors, openStore, sharedServers } from '../test/faults/harness.js';
import { loadOverHttp, type Variant } from './lib/measure.js';
import { compare } from './lib/rounds.js';
import { startSideServer } from './lib/side-server.js';

// How many payment callbacks are taken in a second: signature checked on the raw bytes and both rows committed before
// the answer, beside a bare Express server that does the same. No worker runs, so taking in is all that is measured.

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);

const store = await openStore(sharedServers(), { LOG_LEVEL: 'info' });
const bare = await startSideServer('bare-callback-server.ts', {
  TRIPAY_PRIVATE_KEY: store.setting('TRIPAY_PRIVATE_KEY'),
  DATABASE_URL: store.setting('DATABASE_URL'),
});

/** A signed callback that was never sent before. */
function nextCallback(): { headers: Record<string, string>; body: string } {
  const reference = randomUUID();
  const body = JSON.stringify({
    reference,
    merchant_ref: reference,
    payment_method: 'BRI Virtual Account',
    payment_method_code: 'BRIVA',
    total_amount: 16_250,
    fee_merchant: 0,
    fee_customer: 4_250,
    total_fee: 4_250,
    amount_received: 12_000,
    is_closed_payment: 1,
    status: 'PAID',
    paid_at: 1_795_000_000,
    note: null,
  });
  const signature = createHmac('sha256', store.setting('TRIPAY_PRIVATE_KEY')).update(body).digest('hex');
  return {
    headers: {
      'Content-Type': 'application/json',
      'X-Callback-Event': 'payment_status',
      'X-Callback-Signature': signature,
    },
    body,
  };
}

const over = (name: string, url: string): Variant => ({
  name,
  run: (clients, time) => loadOverHttp({ urls: [url], next: nextCallback }, clients, time),
});

try {
  await openDoors(store, [store.sandbox, store.web]);
  const amanah = over('Amanah', `${store.url}/api/v1/callbacks/tripay`);
  const variants = [over('bare Express', `http://127.0.0.1:${bare.port}/callback`), amanah];
  const target = { of: amanah.name, ratio: 0.7 };
  for (const clients of [8, 32])
    await compare('Payment callbacks taken in', variants, { clients, rounds, seconds, target });
} finally {
  await bare.end();
  await store.close();
}

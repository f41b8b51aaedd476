import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Purchase } from './digiflazz/purchase.js';
import { openJournal } from './journal.js';
import {
  buy,
  control,
  createPayment,
  openSandbox,
  stats,
  tripayGet,
  type PaymentAnswer,
} from './testing/callers.js';
import { openShop } from './testing/shop.js';

/** Brings the arranged end of the one purchase near, while nobody is there to see it come. */
function endSoon(dir: string): void {
  const journal = openJournal(dir);
  const [purchase] = journal.read('digiflazz.purchase') as Purchase[];
  assert.ok(purchase?.settlement);
  const settlement = { ...purchase.settlement, after_ms: 1 };
  journal.write('digiflazz.purchase', purchase.id, { ...purchase, settlement });
}

describe('the journal', () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'sandbox-'));
  });
  afterEach(() => rmSync(dir, { recursive: true }));

  it('gives back the last state of each record and folds the file', () => {
    const journal = openJournal(dir);
    journal.write('cup', 'a', { full: false });
    journal.write('cup', 'b', { full: true });
    journal.write('cup', 'a', { full: true });
    journal.write('plate', 'a', {});
    assert.deepEqual(openJournal(dir).read('cup'), [{ full: true }, { full: true }]);
    assert.equal(readFileSync(join(dir, 'sandbox.jsonl'), 'utf8').trim().split('\n').length, 3);
  });

  it('skips a line that was cut short', () => {
    openJournal(dir).write('cup', 'a', { full: true });
    appendFileSync(join(dir, 'sandbox.jsonl'), '{"kind":"cup","id":"b","rec');
    assert.deepEqual(openJournal(dir).read('cup'), [{ full: true }]);
  });

  it('keeps references, deposit and payments across a restart of the sandbox', async () => {
    const first = await openSandbox({ stateDir: dir });
    await control(first, '/digiflazz', { mode: 'success' });
    const { data: bought } = (await buy(first)).body;
    const { reference } = (await createPayment(first)).body.data;
    await first.close();

    const second = await openSandbox({ stateDir: dir });
    try {
      assert.equal((await buy(second)).body.data.sn, bought.sn);
      const { digiflazz } = await stats(second);
      assert.deepEqual([digiflazz.purchases, digiflazz.deposit], [1, 50_000_000 - 10_500]);
      const detail = await tripayGet<PaymentAnswer>(second, `/transaction/detail?reference=${reference}`);
      assert.equal(detail.body.data.status, 'UNPAID');
    } finally {
      await second.close();
    }
  });

  it('lets a purchase that was pending at a restart end as arranged', async () => {
    const shop = await openShop();
    const first = await openSandbox({ stateDir: dir, settleAfterMs: 600_000 });
    assert.equal((await buy(first)).body.data.status, 'Pending');
    await first.close();
    endSoon(dir);

    const second = await openSandbox({ stateDir: dir, shopUrl: shop.url });
    try {
      assert.match((await shop.next()).raw, /"ref_id":"TRX-1".*"status":"Sukses"/);
    } finally {
      await second.close();
      await shop.close();
    }
  });

  it('is empty after a reset', async () => {
    const first = await openSandbox({ stateDir: dir });
    await buy(first);
    await control(first, '/reset');
    assert.equal((await stats(first)).digiflazz.purchases, 0);
    await first.close();
    assert.deepEqual(openJournal(dir).read('digiflazz.purchase'), []);
  });
});

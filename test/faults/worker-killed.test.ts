import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { openDoors, openStore, sharedServers, type Store } from './harness.js';
import { assertBooksAddUp, assertBoughtOnce, untilJobsDone, untilSalesEnded } from './outcome.js';
import { Chance } from './random.js';
import { Shopper, type Sale } from './shopper.js';
import { until } from '../until.js';

const kills = 20;
const salesPerRound = 14;
const salesInFreezer = 20;

/** How the supplier treats the next few calls of a round; otherwise orders are pending for a moment and succeed. */
const moods: [object, ...object[]] = [
  { mode: 'default' },
  { mode: 'success', times: 10 },
  { mode: 'fail', times: 3 },
  { mode: 'lost', times: 3 },
  { mode: 'hang', times: 2 },
  { mode: 'error', times: 3 },
];

const done = (store: Store) => store.count(`SELECT COUNT(*) AS count FROM outbox WHERE status = 'DONE'`);

/** Waits until the worker has come so far that it has work in hand. */
async function untilAtWork(store: Store): Promise<void> {
  const before = await done(store);
  await until('the worker to do something', async () => (await done(store)) > before, {
    timeoutMs: 90_000,
    everyMs: 10,
  });
}

interface Turn {
  id: string;
  attempts: number;
}

/** The jobs whose call to the supplier, for one of these sales, has left and not come back. */
const callsUnderWay = (store: Store, of: Sale[]) =>
  store.rows<Turn>(
    `SELECT o.id, o.attempts FROM fulfilments f
     JOIN outbox o ON o.job = 'ProcessDigiflazzOrder' AND o.payload LIKE CONCAT('%"', f.id, '"%')
     WHERE f.transaction_id IN (?) AND f.status = 'SENT' AND o.status = 'SENT' AND o.leased_until IS NOT NULL`,
    [of.map(({ id }) => id)],
  );

/** Whether each of these jobs has been handed to somebody else since. */
async function areTakenOver(store: Store, turns: Turn[]): Promise<boolean> {
  const ids = turns.map(({ id }) => id);
  const now = await store.rows<Turn>('SELECT id, attempts FROM outbox WHERE id IN (?)', [ids]);
  return turns.every(({ id, attempts }) => now.some((turn) => turn.id === id && turn.attempts > attempts));
}

describe('a worker that is killed and frozen while it works', function () {
  this.timeout(600_000);
  this.bail(true);
  const chance = new Chance();
  const sales: Sale[] = [];
  let store: Store;
  let shopper: Shopper;
  let clockMovedBy = 0;

  before(async () => {
    process.stdout.write(`    FAULT_SEED=${chance.seed}\n`);
    store = await openStore(sharedServers(), {
      JOB_LEASE_MS: '3000',
      SUPPLIER_TIMEOUT_MS: '1500',
      GATEWAY_TIMEOUT_MS: '1500',
      SANDBOX_SETTLE_AFTER_MS: '300',
      SANDBOX_CALLBACK_RETRY_MS: '1000',
    });
    await openDoors(store, [store.sandbox, store.web, store.scheduler]);
    shopper = await Shopper.arrive(store);
  });

  after(async function () {
    const failed = this.test?.parent?.tests.some((test) => test.state === 'failed') ?? false;
    await store?.close({ keepLogs: failed });
  });

  it('is killed twenty times and takes up its work each time', async () => {
    for (let round = 0; round < kills; round += 1) {
      await store.control('digiflazz', chance.oneOf(moods));
      await store.worker.start();
      sales.push(...(await shopper.buyMany(salesPerRound)));
      await untilAtWork(store);
      await pause(100 + chance.below(800));
      assert.ok(store.worker.isAlive, `the worker ended by itself: ${store.worker.lastWords()}`);
      await store.worker.kill();
    }
    await store.control('digiflazz', { mode: 'default' });
    await store.worker.start();
    clockMovedBy = await untilSalesEnded(store, 180_000);
    assert.equal(sales.length, kills * salesPerRound);
  });

  it('wakes up in the middle of a supplier call that another worker has taken over, and is not heard', async () => {
    await store.worker.kill();
    // So many minutes may have passed that a token from before them has ended.
    shopper = await Shopper.arrive(store);
    const bought = await shopper.buyMany(salesInFreezer);
    sales.push(...bought);
    store.sandbox.freeze();
    await store.worker.start();
    await until('a call to the supplier', async () => (await callsUnderWay(store, bought)).length > 0, {
      timeoutMs: 90_000,
      everyMs: 10,
    });
    store.worker.freeze();
    const turns = await callsUnderWay(store, bought);
    store.sandbox.thaw();

    const heir = store.process('worker');
    await heir.start();
    await until('the other worker to take over', () => areTakenOver(store, turns), { timeoutMs: 90_000 });
    store.worker.thaw();
    assert.equal(sales.length, 300);
  });

  it('leaves every sale delivered or refunded, bought once, and books that add up', async () => {
    await untilSalesEnded(store, 180_000, clockMovedBy);
    await store.scheduler.stop();
    await untilJobsDone(store, 90_000);
    assert.equal(await store.count('SELECT COUNT(*) AS count FROM transactions'), 300);
    await assertBoughtOnce(store);
    await assertBooksAddUp(store);
  });
});

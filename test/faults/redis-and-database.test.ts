import assert from 'node:assert/strict';
import { openDoors, openStore, type Store } from './harness.js';
import { assertBooksAddUp, assertBoughtOnce, untilJobsDone, untilSalesEnded } from './outcome.js';
import { PrivateServers } from './private-servers.js';
import { Shopper, type Answer, type Sale } from './shopper.js';
import { until } from '../until.js';

interface Problem {
  code: string;
}

function assertUnavailable(answer: Answer<unknown>): void {
  assert.equal(answer.status, 503);
  assert.match(answer.contentType, /^application\/problem\+json/);
  assert.equal((answer.body as Problem).code, 'dependency_unavailable');
  assert.ok(Number(answer.retryAfter) > 0);
}

describe('a store whose Redis, database and providers fail', function () {
  this.timeout(300_000);
  this.bail(true);
  const servers = new PrivateServers();
  let store: Store;
  let shopper: Shopper;
  let clockMovedBy = 0;

  /** Waits until all sales have ended. */
  const settle = async () => {
    clockMovedBy = await untilSalesEnded(store, 180_000, clockMovedBy);
  };
  const statusOf = async ({ id }: Sale) =>
    (await store.rows<{ status: string }>('SELECT status FROM transactions WHERE id = ?', [id]))[0]?.status;
  const statusesOf = (sales: Sale[]) => Promise.all(sales.map(statusOf));
  /** The gateway is asked again, or found to know the payment, while business time goes on. */
  const untilPayable = async ({ id }: Sale) => {
    const known = 'SELECT COUNT(*) AS count FROM payments WHERE transaction_id = ? AND reference IS NOT NULL';
    store.moveClock((clockMovedBy += 70_000));
    await until('the gateway to know the payment', async () => (await store.count(known, [id])) === 1, {
      timeoutMs: 90_000,
    });
  };
  const placedAgain = async () => {
    const answer = await shopper.order();
    return answer.status === 201 && answer.data;
  };
  const pids = () => [store.web.pid, store.worker.pid, store.scheduler.pid];
  const health = async () => (await fetch(`${store.url}/api/v1/health`)).status;

  before(async () => {
    await servers.start();
    store = await openStore(servers, {
      JOB_LEASE_MS: '3000',
      SUPPLIER_TIMEOUT_MS: '1000',
      GATEWAY_TIMEOUT_MS: '1000',
      SANDBOX_SETTLE_AFTER_MS: '200',
      SANDBOX_CALLBACK_RETRY_MS: '1000',
    });
    await openDoors(store, [store.sandbox, store.web, store.worker, store.scheduler]);
  });

  // Business time runs on, so an account that was opened a test ago would have to log in again.
  beforeEach(async () => {
    shopper = await Shopper.arrive(store);
  });

  after(async function () {
    const failed = this.test?.parent?.tests.some((test) => test.state === 'failed') ?? false;
    await servers.start();
    await store?.close({ keepLogs: failed });
    await servers.destroy();
  });

  it('takes sales while Redis is away, or says so, and delivers them once it is back', async () => {
    await servers.stop('redis');
    const answers = await Promise.all(Array.from({ length: 10 }, () => shopper.order()));
    for (const answer of answers.filter(({ status }) => status !== 201)) assertUnavailable(answer);
    const sales = answers.filter(({ status }) => status === 201).map(({ data }) => data);
    assert.ok(sales.length > 0, 'no sale was taken');
    await Promise.all(sales.map((sale) => shopper.pay(sale)));
    assert.equal(await health(), 200);
    assert.deepEqual(new Set(await statusesOf(sales)), new Set(['AWAITING_PAYMENT']));

    await servers.start();
    await settle();
    assert.deepEqual(new Set(await statusesOf(sales)), new Set(['SUCCESS']));
  });

  it('loses time only when Redis is emptied while jobs are under way', async () => {
    const before = pids();
    const sales: Sale[] = [];
    for (let round = 0; round < 4; round += 1) {
      sales.push(...(await shopper.buyMany(6)));
      await servers.flush();
    }
    await settle();
    assert.deepEqual(new Set(await statusesOf(sales)), new Set(['SUCCESS']));
    assert.deepEqual(pids(), before);
  });

  it('answers 503 while the database is away, and goes on without a restart once it is back', async () => {
    const before = pids();
    const paid = await shopper.buyMany(5);
    const waiting = await shopper.place();
    await servers.stop('mariadb');
    assertUnavailable(await shopper.order());
    assert.equal(await health(), 503);
    await shopper.pay(waiting);

    await servers.start();
    const later = await until('the store to take sales again', placedAgain, { timeoutMs: 90_000 });
    await shopper.pay(later);
    await settle();
    assert.deepEqual(new Set(await statusesOf([...paid, waiting, later])), new Set(['SUCCESS']));
    assert.deepEqual(pids(), before);
    assert.ok([store.web, store.worker, store.scheduler].every(({ isAlive }) => isAlive));
  });

  for (const mode of ['hang', 'error', 'lost']) {
    it(`lets a sale be paid although the gateway's answer to it is: ${mode}`, async () => {
      await store.control('tripay', { mode, times: 1 });
      const sale = await shopper.place();
      assert.equal(sale.payment?.pay_code, null);
      await untilPayable(sale);
      await shopper.pay(sale);
      await settle();
      assert.equal(await statusOf(sale), 'SUCCESS');
    });
  }

  for (const mode of ['hang', 'error', 'lost']) {
    it(`delivers a sale although the supplier's first answer is: ${mode}`, async () => {
      await store.control('digiflazz', { mode, times: 1 });
      const sale = await shopper.buy();
      await settle();
      assert.equal(await statusOf(sale), 'SUCCESS');
    });
  }

  it('gives the money back when the supplier refuses', async () => {
    await store.control('digiflazz', { mode: 'fail', times: 1 });
    const sale = await shopper.buy();
    await settle();
    assert.equal(await statusOf(sale), 'REFUNDED');
  });

  it('has bought everything once after all of this, and books that add up', async () => {
    await store.scheduler.stop();
    await untilJobsDone(store, 90_000);
    await assertBoughtOnce(store);
    await assertBooksAddUp(store);
  });
});

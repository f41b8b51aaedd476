import assert from 'node:assert/strict';
import { moveClock } from '../../src/platform/clock.js';
import { query } from '../../src/platform/database.js';
import { scheduleOnce } from '../../src/platform/scheduler.js';
import { findProduct } from '../../src/products/index.js';
import { schedule } from '../../src/schedule.js';
import { openAlerts } from '../factories/fulfilments.js';
import { aPhysicalProduct } from '../factories/products.js';
import { aGoodsSale, aSale } from '../factories/transactions.js';
import { aCustomer } from '../factories/users.js';
import { walletBalance } from '../factories/wallets.js';
import { drainJobs } from '../jobs.js';
import { journeyWith, seenBy, stepsSeenBy } from '../journey.js';
import { useShopFloor } from '../shop-floor.js';
import { endInSoundBooks } from '../sound-books.js';

const minute = 60_000;

describe('the gateway', () => {
  const providers = useShopFloor();
  const journey = journeyWith(providers);
  endInSoundBooks();

  /** Time passes for everybody, and whatever is due then is done. */
  async function wait(ms: number): Promise<void> {
    await scheduleOnce(schedule);
    moveClock(ms);
    await scheduleOnce(schedule);
    await drainJobs();
  }

  afterEach(() => moveClock(0));

  it('S2.92 lets a sale expire by itself, and money that comes afterwards lies in the buyer’s wallet', async () => {
    const buyer = await aCustomer();
    const product = await aPhysicalProduct({ stock: 4 });
    const sale = await aGoodsSale(buyer, 3, product);
    assert.equal((await findProduct(product.id))?.product.stock, 1);
    await wait(62 * minute);
    const expired = await seenBy(buyer, sale);
    assert.deepEqual([expired.status, expired.payment?.status], ['EXPIRED', 'EXPIRED']);
    assert.equal((await findProduct(product.id))?.product.stock, 4, 'the goods are free again');

    await journey.pay(sale);
    assert.deepEqual(await stepsSeenBy(buyer, sale), ['AWAITING_PAYMENT', 'EXPIRED']);
    assert.equal(await walletBalance(buyer.id), sale.total_amount);
    assert.deepEqual(await openAlerts(sale.payment?.id ?? ''), ['payment_parked']);
    assert.equal((await findProduct(product.id))?.product.stock, 4);
  });

  it('brings another amount than was asked: nothing is delivered, the money is kept, staff are told', async () => {
    const buyer = await aCustomer();
    const sale = await aSale(buyer);
    await journey.pay(sale, { amount: (sale.payment?.amount ?? 0) + 5_000 });
    assert.deepEqual(await stepsSeenBy(buyer, sale), ['AWAITING_PAYMENT']);
    assert.equal(await walletBalance(buyer.id), sale.total_amount + 5_000);
    assert.deepEqual(await openAlerts(sale.payment?.id ?? ''), ['payment_contradiction', 'payment_parked']);
  });

  it('says the same many times and then the opposite: the first true word counts, once', async () => {
    const buyer = await aCustomer();
    const sale = await aSale(buyer);
    await journey.pay(sale, { copies: 10 });
    await journey.gatewaySays(sale, 'expire');
    await journey.gatewaySays(sale, 'fail', { copies: 3 });
    assert.deepEqual(await stepsSeenBy(buyer, sale), ['AWAITING_PAYMENT', 'PAID', 'PROCESSING', 'SUCCESS']);
    assert.equal(await walletBalance(buyer.id), 0);
    const [purchases] = await query<{ count: string }>(
      'SELECT COUNT(*) AS count FROM fulfilments WHERE transaction_id = ?',
      [sale.id],
    );
    assert.equal(Number(purchases?.count), 1);
  });

  it('says "expired" before it says "paid": the sale stays closed, and the money is not lost', async () => {
    const buyer = await aCustomer();
    const sale = await aSale(buyer);
    await journey.pay(sale, { reorder: true, copies: 2 });
    assert.deepEqual(await stepsSeenBy(buyer, sale), ['AWAITING_PAYMENT', 'EXPIRED']);
    assert.equal(await walletBalance(buyer.id), sale.total_amount);
  });

  it('is not who says so without the key', async () => {
    const buyer = await aCustomer();
    const sale = await aSale(buyer);
    await journey.pay(sale, { forge: true });
    assert.deepEqual(await stepsSeenBy(buyer, sale), ['AWAITING_PAYMENT']);
    assert.equal(await walletBalance(buyer.id), 0);
  });

  it('never calls back: the shop asks by itself and delivers', async () => {
    const buyer = await aCustomer();
    const sale = await aSale(buyer);
    await providers.control(`tripay/${sale.payment?.id}/pay`, { delay_ms: 600_000 });
    await wait(11 * minute);
    assert.equal((await seenBy(buyer, sale)).status, 'SUCCESS');
  });
});

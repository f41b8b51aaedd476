import assert from 'node:assert/strict';
import { accounts, balanceOf } from '../../src/ledger/index.js';
import { aSale, luckyNumber } from '../factories/transactions.js';
import { aCustomer } from '../factories/users.js';
import { walletBalance } from '../factories/wallets.js';
import { journeyWith, seenBy, stepsSeenBy } from '../journey.js';
import { useShopFloor } from '../shop-floor.js';
import { endInSoundBooks } from '../sound-books.js';

const pendingNumber = '081234567890';

describe('the supplier', () => {
  const providers = useShopFloor();
  const journey = journeyWith(providers);
  endInSoundBooks();

  afterEach(() => providers.control('digiflazz', { mode: 'default' }));

  const purchases = async () =>
    (await providers.read<{ body: Record<string, unknown> | null }[]>('/log?provider=digiflazz')).filter(
      ({ body }) => body?.['ref_id'] !== undefined,
    ).length;

  it('S2.190 does not answer: the sale waits as unknown, nothing is bought again, and a webhook ends it well', async () => {
    const buyer = await aCustomer();
    const sale = await aSale(buyer, pendingNumber);
    await providers.control('digiflazz', { mode: 'lost', times: 1 });
    const before = await purchases();
    await journey.pay(sale);
    const waiting = await seenBy(buyer, sale);
    assert.deepEqual([waiting.status, waiting.fulfilment?.status], ['PROCESSING', 'UNKNOWN']);
    assert.equal(await walletBalance(buyer.id), 0, 'unknown is not failed');
    await journey.supplierSays(sale, 'Sukses', { copies: 3 });
    assert.equal((await seenBy(buyer, sale)).status, 'SUCCESS');
    assert.equal((await purchases()) - before, 1);
  });

  it('takes a delivered purchase back (74): the buyer has the money, and the books show neither sale nor cost', async () => {
    const buyer = await aCustomer();
    const [revenue, cost] = [await balanceOf(accounts.salesRevenue), await balanceOf(accounts.costOfGoods)];
    const sale = await aSale(buyer, luckyNumber);
    await journey.pay(sale);
    assert.equal((await seenBy(buyer, sale)).status, 'SUCCESS');
    await journey.supplierSays(sale, 'Gagal', { rc: '74', copies: 2 });
    const shown = await seenBy(buyer, sale);
    assert.deepEqual(
      [shown.status, shown.payment?.status, shown.fulfilment?.status],
      ['REFUNDED', 'REFUNDED', 'REVERSED'],
    );
    assert.equal(await walletBalance(buyer.id), sale.total_amount);
    assert.deepEqual(
      [await balanceOf(accounts.salesRevenue), await balanceOf(accounts.costOfGoods)],
      [revenue, cost],
    );
  });

  it('says "pending" after "success": the last word is not the true one', async () => {
    const buyer = await aCustomer();
    await providers.control('digiflazz', { mode: 'pending' });
    const sale = await aSale(buyer, pendingNumber);
    await journey.pay(sale);
    await journey.supplierSays(sale, 'Sukses', { copies: 5 });
    await journey.supplierSays(sale, 'Pending', { forge: true });
    await journey.supplierSays(sale, 'Pending', { copies: 2 });
    assert.deepEqual(await stepsSeenBy(buyer, sale), ['AWAITING_PAYMENT', 'PAID', 'PROCESSING', 'SUCCESS']);
  });
});

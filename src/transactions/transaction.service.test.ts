import assert from 'node:assert/strict';
import { aDigitalProduct, aPhysicalProduct } from '../../test/factories/products.js';
import { aGoodsSale, aSale, luckyNumber } from '../../test/factories/transactions.js';
import { aCustomer } from '../../test/factories/users.js';
import { walletBalance } from '../../test/factories/wallets.js';
import { drainJobs } from '../../test/jobs.js';
import { useShopFloor } from '../../test/shop-floor.js';
import { fulfilmentOf, shipmentOf } from '../fulfilments/index.js';
import { paymentOf } from '../payments/index.js';
import { system } from '../platform/actor.js';
import { database, query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { Product } from '../products/index.js';
import { completeTransaction, reverseTransaction, transactionById } from './index.js';

const statusOf = async (id: string) => (await transactionById(id)).status;

describe('a paid sale', () => {
  const providers = useShopFloor();

  const pay = async (id: string) => {
    await providers.control(`tripay/${(await paymentOf(id))?.reference}/pay`);
    await drainJobs();
  };

  it('buys what was bought, whatever the product has become since', async () => {
    const product = await aDigitalProduct({ supplierSku: 'xld10', needsSerialNumber: true });
    const sale = await aSale(await aCustomer(), luckyNumber, product);
    await database()
      .getRepository(Product)
      .update(product.id, { supplierSku: 'xld25', needsSerialNumber: false });
    await pay(sale.id);
    const order = await fulfilmentOf(sale.id);
    assert.deepEqual([order?.supplierSku, order?.needsSerialNumber], ['xld10', true]);
    assert.equal(await statusOf(sale.id), 'SUCCESS');
  });

  it('weighs in its parcel what was bought, whatever the product weighs since', async () => {
    const product = await aPhysicalProduct({ weightGrams: 1_500 });
    const sale = await aGoodsSale(await aCustomer(), 2, product);
    await database().getRepository(Product).update(product.id, { weightGrams: 9_000 });
    await pay(sale.id);
    assert.equal((await shipmentOf(sale.id))?.weightGrams, 3_000);
  });

  it('that cannot be ordered anywhere fails and gives the money back at once', async () => {
    const user = await aCustomer();
    const sale = await aSale(user);
    await query('UPDATE transaction_lines SET supplier_sku = NULL WHERE transaction_id = ?', [sale.id]);
    await pay(sale.id);
    const { status, failureCode } = await transactionById(sale.id);
    assert.deepEqual([status, failureCode], ['REFUNDED', 'not_deliverable']);
    assert.equal(await fulfilmentOf(sale.id), null);
    assert.equal(await walletBalance(user.id), sale.total_amount);
  });

  it('is taken back by the supplier after its completion, even if that is heard first', async () => {
    const user = await aCustomer();
    const sale = await aSale(user, '081234567890');
    await pay(sale.id);
    assert.equal(await statusOf(sale.id), 'PROCESSING');
    const reverse = () => inTransaction(system('test'), (uow) => reverseTransaction(uow, sale.id));
    await assert.rejects(reverse(), { code: 'transaction_not_completed' });
    await inTransaction(system('test'), (uow) => completeTransaction(uow, sale.id));
    await reverse();
    assert.equal(await statusOf(sale.id), 'REFUNDED');
    assert.equal(await walletBalance(user.id), sale.total_amount);
    await reverse();
  });
});

import assert from 'node:assert/strict';
import { moveShipment, shipmentOf, type ShipmentEvent } from '../../src/fulfilments/index.js';
import { accounts, balanceOf } from '../../src/ledger/index.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';
import { findProduct, type Product } from '../../src/products/index.js';
import type { TransactionResource } from '../../src/transactions/index.js';
import { as } from '../app.js';
import { aPhysicalProduct } from '../factories/products.js';
import { aStaff } from '../factories/staff.js';
import { anAddress, goodsOrder } from '../factories/transactions.js';
import { aCustomer } from '../factories/users.js';
import { drainJobs } from '../jobs.js';
import { dataOf, journeyWith, seenBy, stepsSeenBy } from '../journey.js';
import { useShopFloor } from '../shop-floor.js';
import { endInSoundBooks } from '../sound-books.js';

describe('building materials', () => {
  const journey = journeyWith(useShopFloor());
  endInSoundBooks();

  const stockOf = async ({ id }: Product) => (await findProduct(id))?.product.stock;

  it('S1.1 are ordered in two lines, dearer by the courier than by the shop’s truck, packed, shipped and delivered', async () => {
    const buyer = await aCustomer();
    const cement = await aPhysicalProduct({
      name: 'Semen 40 kg',
      costAmount: 52_000,
      retailPriceAmount: 60_000,
      weightGrams: 40_000,
      stock: 20,
    });
    const trowel = await aPhysicalProduct({
      costAmount: 15_000,
      retailPriceAmount: 20_000,
      weightGrams: 400,
      stock: 3,
    });
    const basket = [
      { product: cement, quantity: 5 },
      { product: trowel, quantity: 1 },
    ];
    const order = async (courier: string) =>
      dataOf<TransactionResource>(
        await as(buyer).post('/transactions', goodsOrder(basket, { shipping: anAddress(courier) })),
      );

    const byCourier = await order('jne');
    const byTruck = await order('toko');
    // 200,4 kg count as 201: JNE asks 11.000 for each, the truck 25.000 and 500 for each.
    assert.deepEqual([byCourier.shipping_amount, byTruck.shipping_amount], [2_211_000, 125_500]);
    assert.deepEqual([byTruck.goods_amount, byTruck.total_amount], [320_000, 445_500]);
    assert.deepEqual([await stockOf(cement), await stockOf(trowel)], [10, 1], 'both orders hold their goods');
    dataOf(await as(buyer).post(`/transactions/${byCourier.id}/cancel`, { reason: 'Ongkir mahal' }));
    assert.deepEqual([await stockOf(cement), await stockOf(trowel)], [15, 2]);

    await journey.pay(byTruck);
    assert.equal((await seenBy(buyer, byTruck)).fulfilment?.status, 'QUEUED');
    const shipment = await shipmentOf(byTruck.id);
    assert.equal(shipment?.weightGrams, 200_400);
    const keeper = await aStaff('support');
    const move = async (event: ShipmentEvent, trackingNumber?: string) => {
      await inTransaction(keeper, (uow) =>
        moveShipment(uow, { shipmentId: shipment?.id ?? '', event, trackingNumber }),
      );
      await drainJobs();
    };
    const revenue = await balanceOf(accounts.salesRevenue);
    const cost = await balanceOf(accounts.costOfGoods);
    await move('pack');
    await move('ship', 'TRUK-0042');
    const underWay = await seenBy(buyer, byTruck);
    assert.deepEqual(
      [underWay.status, underWay.fulfilment?.status, underWay.fulfilment?.tracking_number],
      ['PROCESSING', 'SHIPPED', 'TRUK-0042'],
    );
    assert.equal(await balanceOf(accounts.salesRevenue), revenue, 'nothing is earned on the road');
    await move('deliver');

    assert.deepEqual(await stepsSeenBy(buyer, byTruck), [
      'AWAITING_PAYMENT',
      'PAID',
      'PROCESSING',
      'SUCCESS',
    ]);
    assert.equal(await balanceOf(accounts.salesRevenue), revenue + 445_500);
    assert.equal(await balanceOf(accounts.costOfGoods), cost + 275_000);
    assert.deepEqual([await stockOf(cement), await stockOf(trowel)], [15, 2]);
    const subjects = (await journey.mailsTo(buyer.email ?? '')).map(({ subject }) => subject);
    assert.equal(new Set(subjects).size, 3, 'paid, on its way, delivered');
  });
});

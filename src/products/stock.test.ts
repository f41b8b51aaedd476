import assert from 'node:assert/strict';
import { aDigitalProduct, aPhysicalProduct } from '../../test/factories/products.js';
import { guest, system } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { reserveStock, returnStock, type ReservedLine } from './stock.js';

async function stockOf(id: string): Promise<number | null> {
  const [row] = await query<{ stock: number | null }>('SELECT stock FROM products WHERE id = ?', [id]);
  return row?.stock ?? null;
}

const buy = (...lines: ReservedLine[]) => inTransaction(guest, (uow) => reserveStock(uow, lines));

const isOutOfStock = (left: number) => (error: unknown) =>
  error instanceof DomainError && error.code === 'out_of_stock' && error.params['left'] === left;

describe('reserveStock', () => {
  it('sells ten pieces to exactly ten of thirty buyers who come at once', async () => {
    const product = await aPhysicalProduct({ stock: 10 });
    const buyers = Array.from({ length: 30 }, () => buy({ product, quantity: 1 }));
    const outcomes = await Promise.allSettled(buyers);
    const refused = outcomes.flatMap((outcome) =>
      outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
    );
    assert.equal(outcomes.length - refused.length, 10);
    for (const reason of refused) assert.ok(isOutOfStock(0)(reason), String(reason));
    assert.equal(await stockOf(product.id), 0);
  });

  it('lets baskets with the same goods in opposite order through without a dead lock', async () => {
    const [one, two] = [await aPhysicalProduct({ stock: 40 }), await aPhysicalProduct({ stock: 40 })];
    const lines = [one, two].map((product) => ({ product, quantity: 2 }));
    await Promise.all(
      Array.from({ length: 20 }, (_, turn) => buy(...(turn % 2 ? lines : [...lines].reverse()))),
    );
    assert.deepEqual([await stockOf(one.id), await stockOf(two.id)], [0, 0]);
  });

  it('takes nothing at all when one line of the basket cannot be served', async () => {
    const [plenty, scarce] = [await aPhysicalProduct({ stock: 5 }), await aPhysicalProduct({ stock: 1 })];
    await assert.rejects(
      buy({ product: plenty, quantity: 2 }, { product: scarce, quantity: 2 }),
      isOutOfStock(1),
    );
    assert.deepEqual([await stockOf(plenty.id), await stockOf(scarce.id)], [5, 1]);
  });

  it('leaves stock that the supplier manages alone', async () => {
    const product = await aDigitalProduct();
    await buy({ product, quantity: 3 });
    assert.equal(await stockOf(product.id), null);
    await buy({ product: Object.assign(product, { stock: 5 }), quantity: 3 });
    assert.equal(await stockOf(product.id), null);
  });

  it('waits for nobody who buys the same digital product', async () => {
    const product = await aDigitalProduct();
    await inTransaction(system('holder'), async (uow) => {
      await uow.run('UPDATE products SET popular = TRUE WHERE id = ?', [product.id]);
      await buy({ product, quantity: 1 });
    });
  });
});

describe('returnStock', () => {
  it('puts counted pieces back and nothing else', async () => {
    const [goods, digital] = [await aPhysicalProduct({ stock: 0 }), await aDigitalProduct()];
    const lines = [goods, digital].map(({ id }) => ({ productId: id, quantity: 4 }));
    await inTransaction(guest, (uow) => returnStock(uow, lines));
    assert.deepEqual([await stockOf(goods.id), await stockOf(digital.id)], [4, null]);
  });
});

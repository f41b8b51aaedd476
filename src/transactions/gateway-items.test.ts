import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sum } from '../platform/money.js';
import { itemsFor } from './draft-sale.js';
import { Transaction, TransactionLine } from './transaction.entity.js';

const lineOf = ({ unitAmount, quantity, off }: { unitAmount: number; quantity: number; off: number }) =>
  Object.assign(new TransactionLine(), {
    sku: 'SEMEN-50',
    name: 'Semen 50 kg',
    unitAmount,
    quantity,
    totalAmount: unitAmount * quantity,
    discountAmount: Math.min(off, unitAmount * quantity - 1),
  });

const lines = fc.array(
  fc
    .record({
      unitAmount: fc.integer({ min: 1, max: 1_000_000 }),
      quantity: fc.integer({ min: 1, max: 1_000 }),
      off: fc.integer({ min: 0, max: 500_000 }),
    })
    .map(lineOf),
  { minLength: 1, maxLength: 6 },
);

describe('the items that a gateway is told', () => {
  it('add up to the order amount and are never negative, whatever is off which line', () => {
    fc.assert(
      fc.property(lines, fc.nat(5_000), fc.nat(50_000), (sold, adminFeeAmount, shippingAmount) => {
        const goodsAmount = sum(sold.map(({ totalAmount }) => totalAmount));
        const discountAmount = sum(sold.map((line) => line.discountAmount));
        const sale = Object.assign(new Transaction(), { adminFeeAmount, shippingAmount });
        const items = itemsFor(sale, sold);
        for (const { price } of items) assert.ok(price > 0);
        assert.equal(
          sum(items.map(({ price, quantity }) => price * quantity)),
          goodsAmount - discountAmount + adminFeeAmount + shippingAmount,
        );
      }),
    );
  });

  it('name the pieces of a line that has a discount, and price the line as one', () => {
    const sale = Object.assign(new Transaction(), { adminFeeAmount: 0, shippingAmount: 0 });
    const items = itemsFor(sale, [lineOf({ unitAmount: 10_000, quantity: 3, off: 1 })]);
    assert.deepEqual(items, [{ sku: 'SEMEN-50', name: '3 × Semen 50 kg', price: 29_999, quantity: 1 }]);
  });
});

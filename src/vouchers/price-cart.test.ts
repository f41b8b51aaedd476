import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sum } from '../platform/money.js';
import type { CartLine, Offer } from './offer.js';
import { priceCart } from './price-cart.js';
import { leastAmount } from './spread.js';

const line = (over: Partial<CartLine> = {}): CartLine => {
  const { quantity = 1, unitAmount = 10_000 } = over;
  return {
    productId: 'p1',
    categoryId: 'c1',
    costAmount: 1_000,
    ...over,
    quantity,
    unitAmount,
    totalAmount: quantity * unitAmount,
  };
};

const offer = (over: Partial<Offer> = {}): Offer => ({
  source: 'voucher',
  sourceId: 'v1',
  version: 1,
  name: 'Hemat',
  kind: 'PERCENT',
  percentBps: 1_000,
  amount: 0,
  capAmount: null,
  minimumSpendAmount: 0,
  stackingGroup: null,
  priority: 100,
  ...over,
});

const fixed = (amount: number, over: Partial<Offer> = {}) =>
  offer({ kind: 'FIXED', percentBps: 0, amount, ...over });

describe('priceCart', () => {
  it('S2.216 takes a percentage off, rounded down, and not more than its cap', () => {
    const cart = [line({ unitAmount: 10_005 })];
    assert.equal(priceCart(cart, [offer()], 0).discountAmount, 1_000);
    const capped = priceCart(cart, [offer({ capAmount: 700 })], 0);
    assert.equal(capped.discountAmount, 700);
    assert.equal(capped.discounts[0]?.explanation.limited_by, 'cap');
  });

  it('S2.217 takes a fixed amount off, spread over the lines by what they cost', () => {
    const cart = [line({ unitAmount: 30_000 }), line({ productId: 'p2', unitAmount: 10_000 })];
    assert.deepEqual(priceCart(cart, [fixed(4_000)], 0).discounts[0]?.lines, [3_000, 1_000]);
  });

  it('gives what a floor keeps from one line of a fixed amount to the others', () => {
    const cart = [line({ costAmount: 9_500 }), line({ productId: 'p2' })];
    assert.deepEqual(priceCart(cart, [fixed(4_000)], 0).discounts[0]?.lines, [500, 3_500]);
  });

  it('gives nothing by an offer whose budget is not enough, and prices the others as if it were not there', () => {
    const rich = fixed(4_000, { sourceId: 'rich', stackingGroup: 'one', leftAmount: 3_999 });
    const modest = fixed(1_000, { sourceId: 'modest', stackingGroup: 'one', leftAmount: 1_000 });
    const share = offer({ sourceId: 'share', priority: 200 });
    const { discounts, refused } = priceCart([line()], [rich, modest, share], 0);
    assert.deepEqual(
      discounts.map(({ sourceId, amount }) => [sourceId, amount]),
      [
        ['modest', 1_000],
        ['share', 900],
      ],
    );
    assert.deepEqual(
      refused.map(({ sourceId, reason, neededAmount, actualAmount }) => [
        ...[sourceId, reason, neededAmount, actualAmount],
      ]),
      [['rich', 'budget_short', 4_000, 3_999]],
    );
  });

  it('keeps a line at cost with the floor on top, rounded up', () => {
    const cart = [line({ costAmount: 9_001 })];
    const priced = priceCart(cart, [fixed(9_000)], 500);
    assert.equal(priced.discountAmount, 10_000 - 9_001 - 451);
    assert.equal(priced.discounts[0]?.explanation.limited_by, 'floor');
  });

  it('takes the stricter floor of the shop and of the offer', () => {
    const cart = [line({ costAmount: 5_000 })];
    assert.equal(priceCart(cart, [fixed(9_000, { floorBps: 2_000 })], 1_000).discountAmount, 4_000);
    assert.equal(priceCart(cart, [fixed(9_000, { floorBps: 1_000 })], 2_000).discountAmount, 4_000);
  });

  it('leaves a line alone that sells below its floor already', () => {
    const priced = priceCart([line({ costAmount: 12_000 })], [fixed(1_000)], 0);
    assert.equal(priced.discountAmount, 0);
    assert.equal(priced.refused[0]?.reason, 'nothing_left');
  });

  it('never makes a cart free, even of goods that cost nothing', () => {
    assert.equal(priceCart([line({ costAmount: 0 })], [fixed(50_000)], 0).discountAmount, 9_999);
  });

  it('measures the least spend on the lines that the offer is for, before any discount', () => {
    const cart = [line(), line({ productId: 'p2', categoryId: 'c2' })];
    const picky = { minimumSpendAmount: 15_000, categoryIds: new Set(['c2']) };
    const [refused] = priceCart(cart, [offer(picky)], 0).refused;
    assert.deepEqual(
      [refused?.reason, refused?.neededAmount, refused?.actualAmount],
      ['minimum_spend', 15_000, 10_000],
    );
    const rule = fixed(5_000, { source: 'rule', sourceId: 'r1' });
    assert.equal(priceCart(cart, [rule, offer({ minimumSpendAmount: 20_000 })], 0).discounts.length, 2);
  });

  it('is for a product or its category, whichever it names', () => {
    const cart = [line(), line({ productId: 'p2', categoryId: 'c2' }), line({ productId: 'p3' })];
    const named = offer({ productIds: new Set(['p3']), categoryIds: new Set(['c2']) });
    assert.deepEqual(priceCart(cart, [named], 0).discounts[0]?.lines, [0, 1_000, 1_000]);
    assert.equal(
      priceCart(cart, [offer({ productIds: new Set(['p9']) })], 0).refused[0]?.reason,
      'no_matching_line',
    );
  });

  it('S2.21 takes rules first, then grants and vouchers by priority, each on what is left', () => {
    const voucher = offer({ sourceId: 'v', priority: 1 });
    const grant = offer({ source: 'grant', sourceId: 'g', priority: 2 });
    const rule = offer({ source: 'rule', sourceId: 'r', priority: 900 });
    const { discounts } = priceCart([line()], [grant, voucher, rule], 0);
    assert.deepEqual(
      discounts.map(({ sourceId, amount }) => [sourceId, amount]),
      [
        ['r', 1_000],
        ['v', 900],
        ['g', 810],
      ],
    );
  });

  it('gives of one stacking group only the best, and of equals the first by priority and id', () => {
    const group = { stackingGroup: 'hemat' };
    const small = offer({ ...group, source: 'rule', sourceId: 'r', percentBps: 500 });
    const large = offer({ ...group, sourceId: 'v' });
    const alone = fixed(100, { sourceId: 'x' });
    const priced = priceCart([line()], [small, large, alone], 0);
    assert.deepEqual(
      priced.discounts.map(({ sourceId }) => sourceId),
      ['v', 'x'],
    );
    assert.deepEqual(
      priced.refused.map(({ sourceId, reason }) => [sourceId, reason]),
      [['r', 'better_in_group']],
    );
    const equals = [offer({ ...group, sourceId: 'b' }), offer({ ...group, sourceId: 'a' })];
    assert.equal(priceCart([line()], equals, 0).discounts[0]?.sourceId, 'a');
  });
});

const cartLine = fc
  .record({
    productId: fc.constantFrom('p1', 'p2', 'p3'),
    categoryId: fc.constantFrom('c1', 'c2'),
    quantity: fc.integer({ min: 1, max: 1_000 }),
    unitAmount: fc.integer({ min: 1, max: 2_000_000 }),
    costShareBps: fc.integer({ min: 0, max: 12_000 }),
  })
  .map(({ costShareBps, ...rest }) =>
    line({ ...rest, costAmount: Math.floor((rest.quantity * rest.unitAmount * costShareBps) / 10_000) }),
  );

const anyOffer = fc
  .record({
    source: fc.constantFrom<Offer['source']>('rule', 'grant', 'voucher'),
    sourceId: fc.string({ minLength: 1, maxLength: 6 }),
    isPercent: fc.boolean(),
    percentBps: fc.integer({ min: 1, max: 10_000 }),
    amount: fc.integer({ min: 1, max: 5_000_000 }),
    capAmount: fc.option(fc.integer({ min: 1, max: 1_000_000 })),
    minimumSpendAmount: fc.integer({ min: 0, max: 1_000_000 }),
    stackingGroup: fc.option(fc.constantFrom('a', 'b')),
    priority: fc.integer({ min: 0, max: 5 }),
    productIds: fc.option(fc.constantFrom(new Set(['p1']), new Set(['p2', 'p3'])), { nil: undefined }),
    categoryIds: fc.option(fc.constantFrom(new Set(['c1'])), { nil: undefined }),
    floorBps: fc.option(fc.integer({ min: 0, max: 3_000 }), { nil: undefined }),
  })
  .map(({ isPercent, percentBps, amount, capAmount, productIds, categoryIds, floorBps, ...rest }) =>
    offer({
      ...rest,
      ...(isPercent
        ? { kind: 'PERCENT', percentBps, amount: 0, capAmount }
        : { kind: 'FIXED', percentBps: 0, amount, capAmount: null }),
      ...(productIds ? { productIds } : {}),
      ...(categoryIds ? { categoryIds } : {}),
      ...(floorBps === undefined ? {} : { floorBps }),
    }),
  );

const carts = fc.array(cartLine, { minLength: 1, maxLength: 8 });
const offers = fc.uniqueArray(anyOffer, { maxLength: 12, selector: ({ sourceId }) => sourceId });
const floors = fc.integer({ min: 0, max: 2_000 });

describe('the floor and the sums of any mix of offers', () => {
  it('never sells a line below cost with the floor on top, nor a cart for nothing', () => {
    fc.assert(
      fc.property(carts, offers, floors, (cart, mix, floorBps) => {
        const priced = priceCart(cart, mix, floorBps);
        cart.forEach((each, index) => {
          const off = priced.lines[index]?.discountAmount ?? 0;
          assert.ok(off >= 0);
          if (off > 0) assert.ok(each.totalAmount - off >= leastAmount(each, floorBps));
        });
        assert.ok(sum(cart.map(({ totalAmount }) => totalAmount)) > priced.discountAmount);
      }),
      { numRuns: 500 },
    );
  });

  it('divides every discount over its lines to the last rupiah, and gives only to lines it is for', () => {
    fc.assert(
      fc.property(carts, offers, floors, (cart, mix, floorBps) => {
        const priced = priceCart(cart, mix, floorBps);
        for (const given of priced.discounts) {
          assert.equal(sum(given.lines), given.amount);
          const its = mix.find(({ sourceId }) => sourceId === given.sourceId);
          assert.ok(its);
          assert.ok(given.amount <= (its.capAmount ?? Infinity));
          if (its.kind === 'FIXED') assert.ok(given.amount <= its.amount);
          given.lines.forEach((amount, index) => {
            const { productId, categoryId } = cart[index] ?? line();
            const named = its.productIds ?? its.categoryIds;
            if (amount > 0 && named)
              assert.ok(its.productIds?.has(productId) || its.categoryIds?.has(categoryId));
          });
        }
        assert.equal(sum(priced.discounts.map(({ amount }) => amount)), priced.discountAmount);
        assert.equal(sum(priced.lines.map(({ discountAmount }) => discountAmount)), priced.discountAmount);
      }),
      { numRuns: 500 },
    );
  });

  it('answers for every offer, gives one of a group, and does not mind their order', () => {
    fc.assert(
      fc.property(carts, offers, floors, (cart, mix, floorBps) => {
        const priced = priceCart(cart, mix, floorBps);
        assert.equal(priced.discounts.length + priced.refused.length, mix.length);
        const groups = priced.discounts.flatMap(({ explanation }) => explanation.stacking_group ?? []);
        assert.equal(new Set(groups).size, groups.length);
        assert.deepEqual(priceCart(cart, mix.toReversed(), floorBps), priced);
      }),
      { numRuns: 300 },
    );
  });
});

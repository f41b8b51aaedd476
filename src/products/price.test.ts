import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sum } from '../platform/money.js';
import { customerTypes } from '../users/index.js';
import { marginScopes } from './margin-rule.entity.js';
import { explainPrice, type PricedProduct, type PriceRule } from './price.js';

const product: PricedProduct = {
  id: 'product',
  categoryId: 'category',
  costAmount: 10_050,
  retailPriceAmount: null,
  resellerPriceAmount: null,
};

const rule = (values: Partial<PriceRule>): PriceRule => ({
  scope: 'global',
  categoryId: null,
  productId: null,
  customerType: 'retail',
  marginBps: 1_000,
  marginAmount: 500,
  roundUpToAmount: 100,
  ...values,
});

const ofCategory = rule({ scope: 'category', categoryId: 'category', marginBps: 500 });
const ofProduct = rule({ scope: 'product', productId: 'product', marginBps: 0, marginAmount: 1 });

const amounts = fc.integer({ min: 0, max: 1_000_000_000 });
const anyRule = fc.record({
  scope: fc.constantFrom(...marginScopes),
  categoryId: fc.constantFrom('category', 'other', null),
  productId: fc.constantFrom('product', 'other', null),
  customerType: fc.constantFrom(...customerTypes),
  marginBps: fc.integer({ min: 0, max: 50_000 }),
  marginAmount: amounts,
  roundUpToAmount: fc.integer({ min: 1, max: 100_000 }),
});
const anyProduct = fc.record({
  id: fc.constant('product'),
  categoryId: fc.constant('category'),
  costAmount: amounts,
  retailPriceAmount: fc.option(amounts),
  resellerPriceAmount: fc.option(amounts),
});

describe('explainPrice', () => {
  it('S4.30 takes the fixed price of the tier and asks no rule', () => {
    const priced = { ...product, retailPriceAmount: 15_001, resellerPriceAmount: 12_345 };
    assert.deepEqual(explainPrice(priced, 'reseller', [ofProduct]), {
      unit_amount: 12_345,
      lines: [{ code: 'fixed_price', amount: 12_345 }],
    });
    assert.equal(explainPrice(priced, 'retail', [ofProduct]).unit_amount, 15_001);
  });

  it('adds share and amount to the cost, rounds up to the step, and shows each line', () => {
    assert.deepEqual(explainPrice(product, 'retail', [rule({})]), {
      unit_amount: 11_600,
      lines: [
        { code: 'cost', amount: 10_050 },
        { code: 'margin_global', amount: 1_505, bps: 1_000 },
        { code: 'rounding', amount: 45 },
      ],
    });
  });

  it('prefers the rule of the product to that of its category, and that to the global one', () => {
    const codeOf = (rules: PriceRule[]) => explainPrice(product, 'retail', rules).lines[1]?.code;
    assert.equal(codeOf([rule({}), ofCategory, ofProduct]), 'margin_product');
    assert.equal(codeOf([rule({}), ofCategory]), 'margin_category');
    assert.equal(codeOf([rule({})]), 'margin_global');
  });

  it('ignores rules of other products, other categories and other customer types', () => {
    const others = [
      rule({ customerType: 'reseller' }),
      rule({ scope: 'category', categoryId: 'other' }),
      rule({ scope: 'product', productId: 'other' }),
    ];
    assert.deepEqual(explainPrice(product, 'retail', others).lines, [{ code: 'cost', amount: 10_050 }]);
  });

  it('returns to the margin when the cost has overtaken the fixed price', () => {
    const overtaken = { ...product, retailPriceAmount: 10_049 };
    assert.equal(explainPrice(overtaken, 'retail', [rule({})]).unit_amount, 11_600);
  });

  it('never sells below cost, and its lines sum to the price', () => {
    fc.assert(
      fc.property(
        anyProduct,
        fc.constantFrom(...customerTypes),
        fc.array(anyRule, { maxLength: 6 }),
        (some, tier, rules) => {
          const { unit_amount, lines } = explainPrice(some, tier, rules);
          assert.ok(unit_amount >= some.costAmount);
          assert.equal(sum(lines.map(({ amount }) => amount)), unit_amount);
        },
      ),
    );
  });

  it('S4.30 charges a reseller no more than a retail customer when his rule asks no more', () => {
    fc.assert(
      fc.property(anyProduct, anyRule, fc.nat(50_000), fc.nat(1_000_000_000), (some, base, bps, amount) => {
        const retail = { ...base, scope: 'global' as const, customerType: 'retail' as const };
        const reseller = {
          ...retail,
          customerType: 'reseller' as const,
          marginBps: Math.min(bps, retail.marginBps),
          marginAmount: Math.min(amount, retail.marginAmount),
        };
        const unpriced = { ...some, retailPriceAmount: null, resellerPriceAmount: null };
        const price = (tier: 'retail' | 'reseller') =>
          explainPrice(unpriced, tier, [retail, reseller]).unit_amount;
        assert.ok(price('reseller') <= price('retail'));
      }),
    );
  });

  it('ends on a multiple of the step, less than one step above the sum of cost and margin', () => {
    fc.assert(
      fc.property(amounts, anyRule, (costAmount, some) => {
        const applied = { ...some, scope: 'global' as const, customerType: 'retail' as const };
        const { unit_amount, lines } = explainPrice({ ...product, costAmount }, 'retail', [applied]);
        const rounding = lines.find(({ code }) => code === 'rounding')?.amount ?? 0;
        assert.equal(unit_amount % applied.roundUpToAmount, 0);
        assert.ok(rounding < applied.roundUpToAmount);
      }),
    );
  });
});

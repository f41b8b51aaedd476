import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatRupiah, percentOf, roundUpTo, rupiah, split, sum, times } from './money.js';

const amount = fc.integer({ min: 0, max: 1_000_000_000_000 });

describe('money', () => {
  it('refuses what is not a whole number of rupiah', () => {
    for (const bad of [-1, 0.5, Number.NaN, 2 ** 53, '1.5', 'abc'])
      assert.throws(() => rupiah(bad), RangeError);
  });

  it('splits into parts that sum to the whole', () => {
    const weights = fc
      .array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 8 })
      .filter((w) => w.some((x) => x > 0));
    fc.assert(fc.property(amount, weights, (whole, shares) => sum(split(whole, shares)) === whole));
  });

  it('rounds a share once, in the named direction', () => {
    fc.assert(
      fc.property(amount, fc.integer({ min: 0, max: 10_000 }), (whole, bps) => {
        const floor = percentOf(whole, bps, 'floor');
        const ceil = percentOf(whole, bps, 'ceil');
        const half = percentOf(whole, bps, 'half_up');
        return ceil - floor <= 1 && (half === floor || half === ceil) && floor <= whole;
      }),
    );
    assert.equal(percentOf(rupiah(4_500_001), 250, 'half_up'), 112_500);
  });

  it('counts pieces in whole rupiah and never past what can be counted exactly', () => {
    assert.equal(times(10_500, 3), 31_500);
    for (const count of [-1, 0.3, 2 ** 50]) assert.throws(() => times(10_001, count), RangeError);
  });

  it('rounds prices up to round figures', () => {
    assert.equal(roundUpTo(10_501, 100), 10_600);
    assert.equal(roundUpTo(10_500, 100), 10_500);
  });

  it('shows rupiah without decimals and on one line', () => {
    assert.equal(formatRupiah(1_250_000), 'Rp\u00a01.250.000');
  });
});

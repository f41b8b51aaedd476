import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatRupiah } from '../platform/money.js';
import { buyersShare, feePayers, quoteFee, rangeOf, type Schedule } from './fee.js';
import { scheduleByVersion, scheduleInForce } from './fee-schedules.js';

const codeOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'nothing was refused';
};

describe('the first fee schedule', () => {
  let first: Schedule;
  before(async () => {
    first = await scheduleInForce(new Date());
  });
  const fee = (amount: number) => quoteFee(amount, 'buyer', first).feeAmount;

  it('is version 1, and is found by it', async () => {
    assert.equal(first.version, 1);
    assert.deepEqual(await scheduleByVersion(1), first);
    assert.deepEqual(rangeOf(first), { least: 10_000, most: 20_000_000 });
  });

  /** Both ends of each band are asked, so that a border that moved by one rupiah shows. */
  const asks = (fees: Record<number, number>) => {
    for (const [amount, expected] of Object.entries(fees))
      assert.equal(fee(Number(amount)), expected, formatRupiah(Number(amount)));
  };

  it('S0.32 asks 5,000 from 10,000 to 100,999', () => {
    asks({ 10_000: 5_000, 100_000: 5_000, 100_001: 5_000, 100_999: 5_000 });
  });
  it('S0.33 asks 10,000 from 101,000 to 300,999', () => {
    asks({ 101_000: 10_000, 300_000: 10_000, 300_999: 10_000 });
  });
  it('S0.34 asks 15,000 from 301,000 to 650,999', () => {
    asks({ 301_000: 15_000, 650_000: 15_000, 650_999: 15_000 });
  });
  it('S0.35 asks 20,000 from 651,000 to 950,999', () => {
    asks({ 651_000: 20_000, 950_000: 20_000, 950_999: 20_000 });
  });
  it('S0.36 asks 25,000 from 951,000 to 2,000,000, which stood in two bands', () => {
    asks({ 951_000: 25_000, 2_000_000: 25_000 });
  });
  it('S0.37 asks 35,000 up to 3,500,000, which stood in two bands', () => {
    asks({ 2_000_001: 35_000, 3_500_000: 35_000 });
  });
  it('S0.38 asks 2.5 % up to 6,500,000, which stood in two bands', () => {
    asks({ 3_500_001: 87_500, 6_500_000: 162_500 });
  });
  it('S0.39 asks 3.4 % up to 10,000,000, which stood in two bands', () => {
    asks({ 6_500_001: 221_000, 10_000_000: 340_000 });
  });
  it('S0.40 asks 4.2 % up to 20,000,000', () => {
    asks({ 10_000_001: 420_000, 20_000_000: 840_000 });
  });

  it('S0.38 rounds a share half-up to one rupiah', () => {
    assert.equal(fee(3_500_019), 87_500, '87,500.475');
    assert.equal(fee(3_500_020), 87_501, '87,500.5');
  });

  for (const amount of [1, 9_999, 20_000_001, 10 ** 12]) {
    it(`refuses ${formatRupiah(amount)} with a reason`, () => {
      assert.equal(
        codeOf(() => fee(amount)),
        'amount_outside_schedule',
      );
    });
  }

  it('refuses what is no amount of rupiah', () => {
    for (const amount of [-1, 10_000.5, Number.NaN, Number.POSITIVE_INFINITY])
      assert.throws(() => fee(amount), RangeError);
  });

  it('S0.31 S0.61 leaves no rupiah between what the buyer pays, the seller gets and we earn', () => {
    const deals = fc.record({
      amount: fc.integer({ min: 10_000, max: 20_000_000 }),
      payer: fc.constantFrom(...feePayers),
    });
    fc.assert(
      fc.property(deals, ({ amount, payer }) => {
        const quote = quoteFee(amount, payer, first);
        assert.equal(quote.buyerPaysAmount - quote.sellerReceivesAmount, quote.feeAmount);
        assert.equal(quote.totalAmount, amount + quote.feeAmount);
        assert.ok(quote.sellerReceivesAmount > 0 && quote.sellerReceivesAmount <= amount);
        assert.ok(quote.buyerPaysAmount >= amount && quote.buyerPaysAmount <= quote.totalAmount);
      }),
    );
  });

  it('lets the buyer bear the odd rupiah of a fee that both share', () => {
    assert.equal(buyersShare(87_501, 'split'), 43_751);
    const quote = quoteFee(3_500_020, 'split', first);
    assert.equal(quote.buyerPaysAmount, 3_543_771);
    assert.equal(quote.sellerReceivesAmount, 3_456_270);
  });

  it('says where a slightly lower nominal costs less', () => {
    assert.deepEqual(quoteFee(101_500, 'buyer', first).cheaperAt, {
      amount: 100_999,
      feeAmount: 5_000,
      totalAmount: 105_999,
      savedAmount: 5_000,
    });
    assert.equal(quoteFee(10_000_001, 'buyer', first).cheaperAt?.amount, 10_000_000);
    assert.equal(quoteFee(3_552_000, 'buyer', first).cheaperAt?.amount, 3_500_000);
  });

  it('says nothing where the nominal would fall by more than the fee, or too far', () => {
    assert.equal(quoteFee(100_999, 'buyer', first).cheaperAt, undefined, 'the lower side of a border');
    assert.equal(quoteFee(2_015_000, 'buyer', first).cheaperAt, undefined, '10,000 saved for 15,000 less');
    assert.equal(quoteFee(103_100, 'buyer', first).cheaperAt, undefined, 'more than 2 % away');
    assert.equal(quoteFee(50_000, 'buyer', first).cheaperAt, undefined);
  });

  it('never advises a nominal at which the two together have less', () => {
    fc.assert(
      fc.property(fc.integer({ min: 10_000, max: 20_000_000 }), (amount) => {
        const { cheaperAt, feeAmount } = quoteFee(amount, 'seller', first);
        if (!cheaperAt) return;
        assert.ok(cheaperAt.amount < amount && cheaperAt.totalAmount < amount + feeAmount);
        assert.ok(amount - cheaperAt.amount < cheaperAt.savedAmount);
        assert.equal(quoteFee(cheaperAt.amount, 'seller', first).feeAmount, cheaperAt.feeAmount);
      }),
    );
  });
});

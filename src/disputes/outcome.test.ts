import assert from 'node:assert/strict';
import { DomainError } from '../platform/errors.js';
import { sum } from '../platform/money.js';
import { feeBearers, type FeeBearer } from './dispute.words.js';
import { feeBearerOf, heldFor, settlementOf, type HeldMoney } from './outcome.js';

const paidByBuyer: HeldMoney = { amount: 500_000, feeAmount: 15_000, buyerFeeAmount: 15_000 };
const paidBySeller: HeldMoney = { amount: 500_000, feeAmount: 15_000, buyerFeeAmount: 0 };
const shared: HeldMoney = { amount: 250_001, feeAmount: 10_001, buyerFeeAmount: 5_001 };

const refusedAs = (code: string) => (error: unknown) => error instanceof DomainError && error.code === code;

const total = ({ refundAmount, releaseAmount, feeAmount }: ReturnType<typeof settlementOf>) =>
  sum([refundAmount, releaseAmount, feeAmount]);

describe('settlementOf', () => {
  it('releases the price to the seller and keeps the fee from whoever agreed to bear it', () => {
    assert.deepEqual(settlementOf('RELEASE', paidByBuyer), {
      refundAmount: 0,
      releaseAmount: 500_000,
      feeAmount: 15_000,
    });
    assert.equal(settlementOf('RELEASE', paidBySeller).releaseAmount, 485_000);
    assert.equal(settlementOf('RELEASE', shared).releaseAmount, 245_001);
  });

  it('refunds everything that is held, the fee included', () => {
    assert.deepEqual(settlementOf('REFUND', paidByBuyer), {
      refundAmount: 515_000,
      releaseAmount: 0,
      feeAmount: 0,
    });
  });

  const shares = { toBuyerAmount: 200_000, toSellerAmount: 300_000 };
  const divided: [FeeBearer, number, number, number][] = [
    ['BUYER', 200_000, 300_000, 15_000],
    ['SELLER', 215_000, 285_000, 15_000],
    ['BOTH', 207_500, 292_500, 15_000],
    ['NOBODY', 215_000, 300_000, 0],
  ];
  for (const [feeBorneBy, refundAmount, releaseAmount, feeAmount] of divided) {
    it(`takes the fee of a divided deal once when it is borne by ${feeBorneBy.toLowerCase()}`, () => {
      assert.deepEqual(settlementOf('SPLIT', paidByBuyer, { ...shares, feeBorneBy }), {
        refundAmount,
        releaseAmount,
        feeAmount,
      });
    });
  }

  it('adds up to what is held, whoever gets how much', () => {
    for (const held of [paidByBuyer, paidBySeller, shared]) {
      assert.equal(total(settlementOf('RELEASE', held)), heldFor(held));
      assert.equal(total(settlementOf('REFUND', held)), heldFor(held));
      for (const feeBorneBy of feeBearers)
        for (const toBuyerAmount of [20_000, 33_333, 125_000, held.amount - 20_000]) {
          const toSellerAmount = held.amount - toBuyerAmount;
          const settled = settlementOf('SPLIT', held, { toBuyerAmount, toSellerAmount, feeBorneBy });
          assert.equal(total(settled), heldFor(held));
        }
    }
  });

  it('refuses shares that are more or less than the price', () => {
    for (const toSellerAmount of [299_999, 300_001])
      assert.throws(
        () =>
          settlementOf('SPLIT', paidByBuyer, { toBuyerAmount: 200_000, toSellerAmount, feeBorneBy: 'BUYER' }),
        refusedAs('dispute_shares_do_not_add_up'),
      );
  });

  it('refuses a fee that is more than the share of whoever bears it', () => {
    assert.throws(
      () =>
        settlementOf('SPLIT', paidBySeller, {
          toBuyerAmount: 10_000,
          toSellerAmount: 490_000,
          feeBorneBy: 'BUYER',
        }),
      refusedAs('dispute_fee_exceeds_share'),
    );
  });

  it('moves nothing for an extension', () => {
    assert.throws(() => settlementOf('EXTEND', paidByBuyer), RangeError);
  });
});

describe('feeBearerOf', () => {
  it('names who agreed to bear the fee of a released deal, and nobody after a refund', () => {
    assert.equal(feeBearerOf('RELEASE', paidByBuyer), 'BUYER');
    assert.equal(feeBearerOf('RELEASE', paidBySeller), 'SELLER');
    assert.equal(feeBearerOf('RELEASE', shared), 'BOTH');
    assert.equal(feeBearerOf('REFUND', paidByBuyer), 'NOBODY');
  });
});

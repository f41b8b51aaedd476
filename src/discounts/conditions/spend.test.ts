import assert from 'node:assert/strict';
import { someFacts } from '../../../test/factories/discounts.js';
import { averageBasket } from './average-basket.js';
import { lifetimeSpend } from './lifetime-spend.js';
import { spendWithinDays } from './spend-within-days.js';

const noon = new Date('2031-03-10T12:00:00+07:00');

describe('the condition lifetime_spend', () => {
  const judge = (spendAmount: number) =>
    lifetimeSpend.judge({ amount: 100_000 }, someFacts({ spendAmount }), noon);

  it('S1.22 holds from the threshold on, and says what is missing below it', () => {
    assert.deepEqual(
      [99_999, 100_000].map((spent) => judge(spent).holds),
      [false, true],
    );
    assert.deepEqual([judge(99_999).unlocks, judge(100_000).unlocks], [{ missingAmount: 1 }, null]);
  });
});

describe('the condition spend_within_days', () => {
  const facts = someFacts({
    days: ['2031-03-10', '2031-03-04', '2031-03-03'].map((date) => ({
      date,
      spendAmount: 10_000,
      orderCount: 1,
    })),
  });
  const judge = (days: number) => spendWithinDays.judge({ amount: 20_000, days }, facts, noon);

  it('counts today and the days before it, and not one more', () => {
    assert.deepEqual(
      [6, 7, 8].map((days) => judge(days).actual['spentAmount']),
      [10_000, 20_000, 30_000],
    );
    assert.deepEqual(
      [judge(6).holds, judge(6).unlocks, judge(7).holds],
      [false, { missingAmount: 10_000 }, true],
    );
  });

  it('asks for no more days than it counts', () => {
    assert.deepEqual(spendWithinDays.needs?.({ amount: 1, days: 30 }), { days: 30 });
  });
});

describe('the condition average_basket', () => {
  const judge = (orderCount: number, spendAmount: number) =>
    averageBasket.judge({ amount: 50_000 }, someFacts({ orderCount, spendAmount }), noon);

  it('compares without rounding, and does not hold for who never bought', () => {
    assert.deepEqual(
      [judge(3, 149_999).holds, judge(3, 150_000).holds, judge(0, 0).holds],
      [false, true, false],
    );
    assert.deepEqual(judge(3, 149_999).actual, { averageAmount: 49_999, count: 3 });
    assert.deepEqual(judge(0, 0).actual, { say: 'never' });
  });
});

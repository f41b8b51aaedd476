import assert from 'node:assert/strict';
import { someFacts } from '../../../test/factories/discounts.js';
import { newId } from '../../platform/ids.js';
import { boughtCategory } from './bought-category.js';
import { lastOrderBeforeDays } from './last-order-before-days.js';
import { orderCount } from './order-count.js';

const noon = new Date('2031-03-10T12:00:00+07:00');

describe('the condition order_count', () => {
  const judge = (args: { least: number; most?: number }, count: number) =>
    orderCount.judge(args, someFacts({ orderCount: count }), noon);

  it('holds between its borders, and for who never bought when both are zero', () => {
    assert.deepEqual(
      [2, 3, 4].map((count) => judge({ least: 3 }, count).holds),
      [false, true, true],
    );
    assert.deepEqual(
      [1, 2, 3].map((count) => judge({ least: 1, most: 2 }, count).holds),
      [true, true, false],
    );
    assert.equal(judge({ least: 0, most: 0 }, 0).holds, true);
  });

  it('says how many are missing, and nothing where there are too many', () => {
    assert.deepEqual(judge({ least: 3 }, 1).unlocks, { missing: 2 });
    assert.equal(judge({ least: 0, most: 2 }, 3).unlocks, null);
  });

  it('refuses borders the wrong way round', () => {
    assert.equal(orderCount.args.safeParse({ least: 3, most: 2 }).success, false);
  });
});

describe('the condition last_order_before_days', () => {
  const judge = (last: string | null) =>
    lastOrderBeforeDays.judge(
      { days: 30 },
      someFacts({ lastOrderAt: last === null ? null : new Date(last) }),
      noon,
    );

  it('counts Jakarta days: an order late in the evening is a day younger than one early the next', () => {
    assert.equal(judge('2031-02-08T23:59:59.999+07:00').holds, true);
    assert.equal(judge('2031-02-09T00:00:00+07:00').holds, false);
    assert.deepEqual(judge('2031-02-08T23:59:59.999+07:00').actual, { lastOn: '2031-02-08', days: 30 });
  });

  it('does not mean who never bought', () => {
    assert.deepEqual([judge(null).holds, judge(null).actual], [false, { say: 'never' }]);
  });
});

describe('the condition bought_category', () => {
  const [bought, other] = [newId(), newId()];
  const facts = someFacts({ bought: [{ categoryId: bought, lastOn: '2031-03-04' }] });

  it('holds for what was bought, ever or in the last days', () => {
    const holds = (category_id: string, within_days?: number) =>
      boughtCategory.judge({ category_id, within_days }, facts, noon).holds;
    assert.deepEqual([holds(bought), holds(other)], [true, false]);
    assert.deepEqual([holds(bought, 7), holds(bought, 6)], [true, false]);
  });
});

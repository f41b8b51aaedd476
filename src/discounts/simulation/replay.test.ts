import assert from 'node:assert/strict';
import fc from 'fast-check';
import { aDefinition, someFacts } from '../../../test/factories/discounts.js';
import { jakartaDate } from '../../platform/jakarta.js';
import { newId } from '../../platform/ids.js';
import type { Facts } from '../conditions/condition.js';
import { daysLater } from '../conditions/feasts.js';
import { isEligible, tierOf } from '../eligibility.js';
import type { Definition, Who } from '../definition.js';
import { dayOfMoment } from '../past/days.js';
import type { PastPurchase } from '../past/past-facts.js';
import type { PastAccount } from '../past/read-past.js';
import { periodKeyOf } from '../period.js';
import { runAt } from '../run-at.js';
import { daysOf } from './judged-days.js';
import { planOf, replayDays, replaySales } from './replay.js';

const window = { from: '2027-11-01', to: '2028-03-31' };
const categories = [newId(), newId()];
const segments = [newId()];

const moment = fc
  .tuple(
    fc.integer({ min: -200, max: 151 }),
    fc.constantFrom('00:00:00', '05:59:59.999', '06:00:00', '23:59:59'),
  )
  .map(([day, time]) => Date.parse(`${daysLater(window.from, day)}T${time}+07:00`));

const purchase: fc.Arbitrary<PastPurchase> = fc
  .record({
    at: moment,
    goodsAmount: fc.integer({ min: 1, max: 30 }).map((units) => units * 10_000),
    discountAmount: fc.constantFrom(0, 0, 5_000),
    placedBefore: fc.constantFrom(0, 0, 1, 6 * 3_600_000, 9 * 86_400_000),
    undoneAfterDays: fc.option(fc.integer({ min: 1, max: 60 }), { freq: 4 }),
    categoryIds: fc.subarray(categories),
  })
  .map(({ undoneAfterDays, placedBefore, ...rest }) => ({
    ...rest,
    placedAt: rest.at - placedBefore,
    transactionId: newId(),
    costAmount: rest.goodsAmount / 2,
    undoneAt: undoneAfterDays === null ? null : rest.at + undoneAfterDays * 86_400_000,
  }));

const past: fc.Arbitrary<PastAccount> = fc
  .record({
    birthday: fc.constantFrom<[number | null, number | null]>(
      [2, 29],
      [12, 31],
      [1, 2],
      [2, 31],
      [null, null],
    ),
    registeredOn: fc.constantFrom('2024-02-29', '2026-12-31', '2028-01-10', '2027-11-01'),
    customerType: fc.constantFrom('retail' as const, 'reseller' as const),
    segmentIds: fc.subarray(segments),
    purchases: fc.array(purchase, { maxLength: 7 }),
  })
  .map(({ birthday: [birthMonth, birthDay], purchases, ...rest }) => ({
    account: someFacts({ ...rest, birthMonth, birthDay }),
    purchases: purchases.toSorted((one, other) => one.at - other.at),
  }));

const money = fc.integer({ min: 1, max: 60 }).map((units) => units * 10_000);
const near = fc.integer({ min: 0, max: 10 });
const days = fc.integer({ min: 1, max: 90 });

const leaf: fc.Arbitrary<Who> = fc.oneof(
  fc.record({ days_before: near, days_after: near }).map((args) => ({ code: 'birthday_within', args })),
  fc
    .record({ days_before: near, days_after: near, years: fc.integer({ min: 1, max: 3 }) })
    .map((args) => ({ code: 'registered_anniversary', args })),
  money.map((amount) => ({ code: 'lifetime_spend', args: { amount } })),
  money.map((amount) => ({ code: 'average_basket', args: { amount } })),
  fc.record({ amount: money, days }).map((args) => ({ code: 'spend_within_days', args })),
  fc.integer({ min: 0, max: 4 }).map((least) => ({ code: 'order_count', args: { least, most: least + 1 } })),
  days.map((count) => ({ code: 'last_order_before_days', args: { days: count } })),
  fc
    .record({ category_id: fc.constantFrom(...categories), within_days: days })
    .map((args) => ({ code: 'bought_category', args })),
  fc.constant({ code: 'customer_type', args: { type: 'retail' } }),
  fc.constant({ code: 'segment', args: { segment_id: segments[0] } }),
);

const { who } = fc.letrec<{ who: Who }>((tie) => ({
  who: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('who'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('who'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('who').map((not) => ({ not })),
  ),
}));

const credit = { code: 'wallet_credit', args: { amount: 1_000 } };
const definition = fc
  .record({
    who,
    per: fc.constantFrom('year' as const, 'month' as const, 'ever' as const),
    tiers: fc.option(
      fc.constant({
        measure: 'lifetime_spend' as const,
        steps: [50_000, 200_000, 400_000].map((threshold) => ({ threshold, effect: credit })),
      }),
      { nil: undefined },
    ),
  })
  .map(({ who: wanted, per, tiers }) =>
    aDefinition({ who: wanted, limits: { per }, ...(tiers ? { tiers, effect: undefined } : {}) }),
  );

/** What was true at a moment, reckoned from the whole past anew. */
function factsAt({ account, purchases }: PastAccount, at: number): Facts {
  const standing = purchases.filter(
    (each) => each.at <= at && (each.undoneAt === null || each.undoneAt > at),
  );
  const dates = [...new Set(standing.map((each) => jakartaDate(new Date(each.at))))].reverse();
  const spent = (some: PastPurchase[]) =>
    some.reduce((sum, { goodsAmount, discountAmount }) => sum + goodsAmount - discountAmount, 0);
  const on = (date: string) => standing.filter((each) => jakartaDate(new Date(each.at)) === date);
  const [first, last] = [standing[0], standing.at(-1)];
  return {
    ...(account as Facts),
    orderCount: standing.length,
    spendAmount: spent(standing),
    firstOrderAt: first ? new Date(first.at) : null,
    lastOrderAt: last ? new Date(last.at) : null,
    days: dates.map((date) => ({ date, spendAmount: spent(on(date)), orderCount: on(date).length })),
    bought: categories.flatMap((categoryId) => {
      const newest = standing.findLast(({ categoryIds }) => categoryIds.includes(categoryId));
      return newest ? [{ categoryId, lastOn: jakartaDate(new Date(newest.at)) }] : [];
    }),
  };
}

/** Every day of the window judged, for the first day of each period. */
function everyDay(wanted: Definition, account: PastAccount): Map<string, string> {
  const found = new Map<string, string>();
  for (const date of daysOf(window)) {
    const at = runAt(date);
    const facts = factsAt(account, at.getTime());
    if (date <= account.account.registeredOn || !isEligible(wanted, facts, at)) continue;
    const key = periodKeyOf(wanted, { facts, at, tier: tierOf(wanted, facts) });
    if (!found.has(key)) found.set(key, date);
  }
  return found;
}

describe('the replay of the past', () => {
  it('finds on few days what judging every day finds, with what was true on each', () => {
    fc.assert(
      fc.property(definition, past, (wanted, account) => {
        const replayed = replayDays(planOf(wanted, window, runAt), [account]);
        assert.deepEqual(
          new Map(replayed.map(({ periodKey, date }) => [periodKey, date])),
          everyDay(wanted, account),
        );
      }),
      { numRuns: 400 },
    );
  }).timeout(60_000);

  it('judges a sale by what was true just before it was placed, however late it was delivered', () => {
    fc.assert(
      fc.property(who, past, (wanted, account) => {
        const rule = aDefinition({ who: wanted, when: 'sale', limits: { per: 'sale' } });
        const expected = account.purchases
          .filter(
            ({ placedAt }) => window.from <= dayOfMoment(placedAt) && dayOfMoment(placedAt) <= window.to,
          )
          .filter(({ placedAt }) => isEligible(rule, factsAt(account, placedAt - 1), new Date(placedAt)))
          .sort((one, other) => one.placedAt - other.placedAt)
          .map(({ transactionId }) => transactionId);
        const replayed = replaySales(planOf(rule, window, runAt), [account]);
        assert.deepEqual(
          replayed.map(({ purchase: { transactionId } }) => transactionId),
          expected,
        );
      }),
      { numRuns: 300 },
    );
  }).timeout(60_000);

  it('grants the accounts of one person once, by the first that qualifies', () => {
    const personId = newId();
    const bought = (date: string): PastPurchase => ({
      transactionId: newId(),
      placedAt: Date.parse(`${date}T11:00:00+07:00`),
      at: Date.parse(`${date}T12:00:00+07:00`),
      goodsAmount: 100_000,
      discountAmount: 0,
      costAmount: 50_000,
      undoneAt: null,
      categoryIds: [],
    });
    const accounts = ['2028-01-20', '2028-01-05'].map((date) => ({
      account: someFacts({ personId }),
      purchases: [bought(date)],
    }));
    const wanted = aDefinition({
      who: { code: 'lifetime_spend', args: { amount: 100_000 } },
      limits: { per: 'ever' },
    });
    const [grant, ...others] = replayDays(planOf(wanted, window, runAt), accounts);
    assert.equal(grant?.userId, accounts[1]?.account.userId);
    // What was bought at noon is seen by the task of the next morning.
    assert.equal(grant?.date, '2028-01-06');
    assert.deepEqual(others, []);
  });
});

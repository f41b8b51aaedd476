import assert from 'node:assert/strict';
import fc from 'fast-check';
import { aSegment, someFacts, storeFacts } from '../../../test/factories/discounts.js';
import { query } from '../../platform/database.js';
import { newId } from '../../platform/ids.js';
import { customerTypes, kycLevels } from '../../users/index.js';
import { readFacts } from '../customer-facts.js';
import type { Who } from '../definition.js';
import { periodKeyOf, periodSql } from '../period.js';
import { heldOutSql, isEligible, isHeldOut, eligibleWhere, tierOf, tierSql } from '../eligibility.js';
import { holdsFor, judgeWho, needsOf, whereOf } from '../who.js';
import { aDefinition } from '../../../test/factories/discounts.js';
import type { Facts } from './condition.js';
import { daysLater } from './feasts.js';

const cities = ['Bandung', 'bandung', 'Kota Jakarta Barat', 'Solo'];
const categoryIds = [newId(), newId(), newId()];
const segmentIds: string[] = [];
/** Moments around which borders lie: a leap day, the day before it in a common year, a month's end, New Year. */
const moments = [
  '2028-02-29T00:00:00+07:00',
  '2026-02-28T23:59:59.999+07:00',
  '2026-01-31T12:00:00+07:00',
  '2026-12-31T23:59:59.999+07:00',
  '2027-01-01T00:00:00+07:00',
].map((text) => new Date(text));

const day = fc.integer({ min: -800, max: 0 }).map((ago) => daysLater('2026-12-31', ago));
const feastDay = fc.constantFrom<(number | null)[][]>(
  [2, 28],
  [2, 29],
  [2, 31],
  [12, 31],
  [1, 1],
  [1, 31],
  [3, 1],
  [null, null],
);
const unique = <T>(value: fc.Arbitrary<T>, by: (each: T) => unknown, maxLength: number) =>
  fc.uniqueArray(value, { selector: by, maxLength });

const facts: fc.Arbitrary<Partial<Facts>> = fc
  .record({
    customerType: fc.constantFrom(...customerTypes),
    kycLevel: fc.constantFrom(...kycLevels),
    city: fc.constantFrom(null, ...cities),
    registeredOn: fc.constantFrom('2024-02-29', '2025-02-28', '2025-12-31', '2026-01-01', '2024-01-31'),
    birthday: feastDay,
    orderCount: fc.integer({ min: 0, max: 6 }),
    spendAmount: fc.integer({ min: 0, max: 60 }).map((thousands) => thousands * 10_000),
    lastOrderAt: fc.option(
      fc
        .tuple(day, fc.constantFrom('00:00:00', '23:59:59.999', '07:00:00'))
        .map(([date, time]) => new Date(`${date}T${time}+07:00`)),
    ),
    days: unique(
      fc.record({ date: day, spendAmount: fc.integer({ min: 0, max: 300_000 }), orderCount: fc.constant(1) }),
      ({ date }) => date,
      5,
    ),
    bought: unique(
      fc.record({ categoryId: fc.constantFrom(...categoryIds), lastOn: day }),
      ({ categoryId }) => categoryId,
      3,
    ),
  })
  .map(({ birthday: [birthMonth = null, birthDay = null], ...rest }) => ({ ...rest, birthMonth, birthDay }));

const few = fc.integer({ min: 0, max: 14 });
const window = { days_before: few, days_after: few };
const piece = (code: string, args: Record<string, fc.Arbitrary<unknown>>, requiredKeys?: string[]) =>
  fc.record({
    code: fc.constant(code),
    args: fc.record(args, requiredKeys ? { requiredKeys } : {}) as fc.Arbitrary<Record<string, unknown>>,
  });
const money = fc.integer({ min: 1, max: 60 }).map((thousands) => thousands * 10_000);
const period = fc.integer({ min: 1, max: 366 });

const leaf = fc.oneof(
  piece('birthday_within', window),
  piece('registered_anniversary', { ...window, years: fc.integer({ min: 1, max: 3 }) }),
  piece('lifetime_spend', { amount: money }),
  piece('spend_within_days', { amount: money, days: period }),
  fc.tuple(few, few).map(([least, more]) => ({
    code: 'order_count',
    args: more > 7 ? { least } : { least, most: least + more },
  })),
  piece('last_order_before_days', { days: period }),
  piece('bought_category', { category_id: fc.constantFrom(...categoryIds), within_days: period }, [
    'category_id',
  ]),
  piece('average_basket', { amount: money }),
  piece('customer_type', { type: fc.constantFrom(...customerTypes) }),
  piece('city', { cities: fc.subarray(['BANDUNG', 'solo', 'Medan'], { minLength: 1 }) }),
  piece('kyc_level', { least: fc.constantFrom(...kycLevels) }),
  fc.nat({ max: 1 }).map((which) => ({ code: 'segment', args: { segment_id: segmentIds[which] ?? '' } })),
);

const { who } = fc.letrec<{ who: Who }>((tie) => ({
  who: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.array(tie('who'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('who'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('who').map((not) => ({ not })),
  ),
}));

const tiers = fc.option(
  fc.record({
    measure: fc.constantFrom('lifetime_spend' as const, 'order_count' as const),
    steps: fc.constantFrom([1, 3], [2], [50_000, 200_000, 400_000]).map((thresholds) =>
      thresholds.map((threshold) => ({
        threshold,
        effect: { code: 'wallet_credit', args: { amount: 1_000 } },
      })),
    ),
  }),
  { nil: undefined },
);

describe('conditions over many customers and over one', () => {
  let customers: string[] = [];

  before(async () => {
    segmentIds.push(await aSegment(), await aSegment());
    const drawn = fc.sample(facts, 150);
    for (const [index, each] of drawn.entries())
      await storeFacts(
        someFacts({ ...each, segmentIds: segmentIds.filter((_, place) => (index >> place) % 2) }),
      );
    customers = (await query<{ id: string }>('SELECT user_id AS id FROM customer_figures')).map(
      ({ id }) => id,
    );
  });

  it('give the same answer, in groups of all kinds, at every border', async () => {
    await fc.assert(
      fc.asyncProperty(who, fc.constantFrom(...moments), async (wanted, at) => {
        const { sql, params } = whereOf(wanted, at);
        const found = await query<{ id: string }>(
          `SELECT f.user_id AS id FROM customer_figures f WHERE ${sql}`,
          params,
        );
        const known = await readFacts(customers, needsOf([wanted]), at);
        const judged = [...known.values()].filter((each) => judgeWho(wanted, each, at).holds);
        assert.deepEqual(found.map(({ id }) => id).sort(), judged.map(({ userId }) => userId).sort());
        assert.deepEqual(
          [...known.values()].filter((each) => holdsFor(wanted, each, at)),
          judged,
        );
      }),
      { numRuns: 150 },
    );
  }).timeout(60_000);

  it('agree about who qualifies, tier, period and who is held out', async () => {
    const per = fc.constantFrom('year' as const, 'month' as const, 'day' as const, 'ever' as const);
    await fc.assert(
      fc.asyncProperty(
        who,
        tiers,
        per,
        fc.constantFrom(...moments),
        fc.integer({ min: 0, max: 5_000 }),
        async (wanted, climbed, often, at, bps) => {
          const tiered = climbed ? { tiers: climbed, effect: undefined } : {};
          const definition = aDefinition({ who: wanted, limits: { per: often }, ...tiered });
          const ruleId = newId();
          const where = eligibleWhere(definition, at);
          const tier = tierSql(definition);
          const period = periodSql(definition, at, 'tier');
          const out = heldOutSql(ruleId, bps);
          const rows = await query<{ id: string; tier: number | null; period: string; heldOut: number }>(
            `SELECT user_id AS id, tier, ${period.sql} AS period, held_out AS heldOut FROM (
               SELECT f.*, ${tier.sql} AS tier, ${out.sql} AS held_out FROM customer_figures f WHERE ${where.sql}) f`,
            [...period.params, ...tier.params, ...out.params, ...where.params],
          );
          const known = await readFacts(customers, needsOf([wanted]), at);
          const expected = [...known.values()]
            .filter((each) => isEligible(definition, each, at))
            .map((each) => ({
              id: each.userId,
              tier: tierOf(definition, each),
              period: periodKeyOf(definition, { facts: each, at, tier: tierOf(definition, each) }),
              heldOut: isHeldOut(ruleId, each.personId, bps),
            }));
          const plain = rows.map((row) => ({
            ...row,
            tier: row.tier === null ? null : Number(row.tier),
            heldOut: Number(row.heldOut) === 1,
          }));
          const byId = (one: { id: string }, other: { id: string }) => one.id.localeCompare(other.id);
          assert.deepEqual(plain.sort(byId), expected.sort(byId));
        },
      ),
      { numRuns: 80 },
    );
  }).timeout(60_000);
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { anEscrowRow, removeEscrowRows, type EscrowRow } from '../../test/factories/escrow-rows.js';
import { feeOf, type FeeBand } from './fee.js';
import { scheduleByVersion } from './fee-schedules.js';
import { compareSchedules, type Outcome } from './what-if.read-model.js';

/** A month that no other test sells in. */
const period = { from: '2030-01-01', to: '2030-01-31' };

const flat: FeeBand[] = [{ from: 10_000, to: 5_000_000, fee: { flat: 9_000 } }];
const share: FeeBand[] = [
  { from: 10_000, to: 1_000_000, fee: { bps: 333 } },
  { from: 1_000_001, to: 20_000_000, fee: { bps: 251 } },
];

const only = ({ outcomes }: { outcomes: Outcome[] }): Outcome => {
  const [outcome] = outcomes;
  assert.ok(outcome);
  return outcome;
};

describe('the what-if of fee schedules', () => {
  afterEach(removeEscrowRows);

  it('leaves everything as it was under the schedule that the deals were agreed on', async () => {
    const { bands } = await scheduleByVersion(1);
    for (const amount of [10_000, 250_000, 3_500_020, 20_000_000])
      await anEscrowRow({ amount, feeAmount: feeOf(amount, { bands }) });
    const result = await compareSchedules(period, [{ id: 'now', bands }]);
    const outcome = only(result);
    assert.equal(result.deals, 4);
    assert.equal(result.nominalAmount, 23_760_020);
    assert.equal(outcome.feeAmount, result.agreedFeeAmount);
    assert.deepEqual([outcome.more.deals, outcome.less.deals, outcome.same], [0, 0, 4]);
    assert.deepEqual(outcome.worstHit, []);
    assert.equal(outcome.cliffs.length, 8);
  });

  it('tells income, who pays more or less, and what would be turned away', async () => {
    await anEscrowRow({ amount: 50_000, feeAmount: 5_000, feePayer: 'BUYER' });
    await anEscrowRow({ amount: 800_000, feeAmount: 20_000, feePayer: 'SELLER' });
    await anEscrowRow({ amount: 900_000, feeAmount: 9_000, feePayer: 'SPLIT' });
    await anEscrowRow({ amount: 9_000_000, feeAmount: 306_000 });
    const outcome = only(await compareSchedules(period, [{ id: 'flat', bands: flat }]));
    assert.equal(outcome.feeAmount, 27_000);
    assert.equal(outcome.agreedFeeAmount, 34_000);
    assert.deepEqual(outcome.more, { deals: 1, amount: 4_000 });
    assert.deepEqual(outcome.less, { deals: 1, amount: 11_000 });
    assert.equal(outcome.same, 1);
    assert.deepEqual(outcome.outside, { deals: 1, agreedFeeAmount: 306_000 });
    assert.deepEqual(outcome.byPayer.BUYER.more, { deals: 1, amount: 4_000 });
    assert.deepEqual(outcome.byPayer.SELLER.less, { deals: 1, amount: 11_000 });
    assert.deepEqual(outcome.byBand, [{ deals: 3, feeAmount: 27_000, agreedFeeAmount: 34_000 }]);
  });

  it('counts real deals alone, on the Jakarta days of the period', async () => {
    const inside = [
      await anEscrowRow({ heldAt: new Date('2029-12-31T17:00:00Z') }),
      await anEscrowRow({ heldAt: new Date('2030-01-31T16:59:59.999Z'), status: 'HELD' }),
      await anEscrowRow({ status: 'DISPUTED' }),
    ];
    await anEscrowRow({ heldAt: new Date('2029-12-31T16:59:59.999Z') });
    await anEscrowRow({ heldAt: new Date('2030-01-31T17:00:00Z') });
    await anEscrowRow({ heldAt: null, status: 'PROPOSED' });
    await anEscrowRow({ status: 'REFUNDED' });
    assert.equal((await compareSchedules(period, [])).deals, inside.length);
  });

  it('shows the twenty deals that would be hit worst, the worst first', async () => {
    for (let index = 0; index < 22; index += 1)
      await anEscrowRow({ amount: 100_000, feeAmount: 8_000 - index * 100 });
    const { worstHit } = only(await compareSchedules(period, [{ id: 'flat', bands: flat }]));
    assert.equal(worstHit.length, 20);
    const rises = worstHit.map(({ feeAmount, agreedFeeAmount }) => feeAmount - agreedFeeAmount);
    assert.deepEqual(
      rises,
      Array.from({ length: 20 }, (_, index) => 3_100 - index * 100),
    );
  });

  it('compares up to five side by side, each as if it were alone', async () => {
    for (const amount of [20_000, 600_000, 4_000_000]) await anEscrowRow({ amount });
    const drafts = [flat, share, flat, share, flat].map((bands, index) => ({ id: String(index), bands }));
    const together = await compareSchedules(period, drafts);
    for (const [index, draft] of drafts.entries())
      assert.deepEqual(together.outcomes[index], only(await compareSchedules(period, [draft])));
    await assert.rejects(compareSchedules(period, [...drafts, { id: '5', bands: flat }]), RangeError);
  });

  it('makes the same sums in the database as the shop makes for one deal', async () => {
    const deals = fc.array(
      fc.record({
        amount: fc.integer({ min: 10_000, max: 20_000_000 }),
        feeAmount: fc.integer({ min: 0, max: 900_000 }),
        feePayer: fc.constantFrom<EscrowRow['feePayer']>('BUYER', 'SELLER', 'SPLIT'),
      }),
      { minLength: 1, maxLength: 12 },
    );
    await fc.assert(
      fc.asyncProperty(deals, async (rows) => {
        await removeEscrowRows();
        for (const row of rows) await anEscrowRow(row);
        const outcome = only(await compareSchedules(period, [{ id: 'share', bands: share }]));
        const rises = rows.map(({ amount, feeAmount }) => feeOf(amount, { bands: share }) - feeAmount);
        const sumOf = (numbers: number[]) => numbers.reduce((sum, number) => sum + number, 0);
        const [up, down] = [rises.filter((rise) => rise > 0), rises.filter((rise) => rise < 0)];
        assert.equal(outcome.feeAmount - outcome.agreedFeeAmount, sumOf(rises));
        assert.deepEqual(outcome.more, { deals: up.length, amount: sumOf(up) });
        assert.deepEqual(outcome.less, { deals: down.length, amount: sumOf(down.map((fall) => -fall)) });
        const hit = outcome.worstHit.map((deal) => deal.feeAmount - deal.agreedFeeAmount);
        assert.deepEqual(hit, up.sort((one, other) => other - one).slice(0, 20));
      }),
      { numRuns: 15 },
    );
  });
});

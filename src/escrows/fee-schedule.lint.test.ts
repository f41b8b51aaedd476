import assert from 'node:assert/strict';
import fc, { type Arbitrary } from 'fast-check';
import { feeOf, rangeOf, type FeeBand } from './fee.js';
import { cliffsOf, lintSchedule, mostBands } from './fee-schedule.lint.js';
import { scheduleByVersion } from './fee-schedules.js';

const problemsOf = (bands: FeeBand[]) => lintSchedule(bands).map(({ path, code }) => `${path} ${code}`);

const flat = (from: number, to: number, fee = 1) => ({ from, to, fee: { flat: fee } });

/** Rising bounds with a fee that leaves something, as somebody careful would draw them. */
const soundSchedules: Arbitrary<FeeBand[]> = fc
  .tuple(
    fc.integer({ min: 1_000, max: 50_000 }),
    fc.array(
      fc.record({
        width: fc.integer({ min: 1, max: 5_000_000 }),
        share: fc.integer({ min: 0, max: 999 }),
        isFlat: fc.boolean(),
      }),
      { minLength: 1, maxLength: 12 },
    ),
  )
  .map(([start, steps]) => {
    let from = start;
    return steps.map(({ width, share, isFlat }) => {
      const fee = isFlat ? { flat: share } : { bps: share * 10 };
      const band = { from, to: from + width - 1, fee };
      from += width;
      return band;
    });
  });

const schedules = soundSchedules.filter((bands) => bands.length > 1);

/** A schedule of several bands, and the place of one that has a band before it. */
const withPlace = schedules.chain((bands) =>
  fc.record({ bands: fc.constant(bands), place: fc.integer({ min: 1, max: bands.length - 1 }) }),
);

const shifted = (bands: FeeBand[], place: number, by: number) =>
  bands.map((band, index) => (index === place ? { ...band, from: band.from + by } : band));

describe('the linter of fee schedules', () => {
  it('finds nothing wrong with the schedule that the shop opened with', async () => {
    assert.deepEqual(lintSchedule((await scheduleByVersion(1)).bands), []);
  });

  it('accepts every careful schedule, and each nominal of it has exactly one fee that leaves something', () => {
    fc.assert(
      fc.property(soundSchedules, fc.double({ min: 0, max: 1, noNaN: true }), (bands, where) => {
        assert.deepEqual(lintSchedule(bands), []);
        const { least, most } = rangeOf({ bands });
        const amount = least + Math.floor((most - least) * where);
        assert.equal(bands.filter(({ from, to }) => from <= amount && amount <= to).length, 1);
        assert.ok(feeOf(amount, { bands }) < amount);
      }),
    );
  });

  it('finds every hole between two bands', () => {
    fc.assert(
      fc.property(withPlace, fc.integer({ min: 1, max: 9 }), ({ bands, place }, by) => {
        const torn = bands.map((band, index) =>
          index < place ? band : { ...band, from: band.from + by, to: band.to + by },
        );
        assert.deepEqual(problemsOf(torn), [`bands.${place}.from band_hole`]);
      }),
    );
  });

  it('finds every overlap of two bands', () => {
    fc.assert(
      fc.property(withPlace, ({ bands, place }) => {
        assert.ok(problemsOf(shifted(bands, place, -1)).includes(`bands.${place}.from band_overlap`));
      }),
    );
  });

  it('finds bands that stand in falling order', () => {
    fc.assert(
      fc.property(schedules, (bands) => {
        assert.ok(problemsOf([...bands].reverse()).includes('bands.1.from band_decreasing'));
      }),
    );
  });

  it('finds bounds turned round, of nothing, or of no whole rupiah', () => {
    assert.deepEqual(problemsOf([flat(200, 100)]), ['bands.0.from band_reversed']);
    for (const from of [0, -5, 1.5, Number.NaN, 2 ** 53])
      assert.deepEqual(problemsOf([flat(from, 100)]), ['bands.0.from band_bound']);
  });

  it('finds a fee that takes the whole nominal, at the lower end where it weighs most', () => {
    assert.deepEqual(problemsOf([flat(5_000, 9_999, 5_000)]), ['bands.0.fee band_fee_eats_amount']);
    assert.deepEqual(problemsOf([flat(5_001, 9_999, 5_000)]), []);
    const wholly = [{ from: 1_000, to: 2_000, fee: { bps: 10_000 } }];
    assert.deepEqual(problemsOf(wholly), ['bands.0.fee band_fee_eats_amount']);
  });

  it('finds a fee that is no whole number', () => {
    for (const fee of [-1, 0.5]) assert.deepEqual(problemsOf([flat(10, 20, fee)]), ['bands.0.fee band_fee']);
  });

  it('asks for at least one band, and not for hundreds', () => {
    assert.deepEqual(problemsOf([]), ['bands no_bands']);
    const many = Array.from({ length: mostBands + 1 }, (_, index) => flat(100 + index, 100 + index));
    assert.deepEqual(problemsOf(many), ['bands too_many_bands']);
  });

  it('names each cliff of the first schedule', async () => {
    const cliffs = cliffsOf((await scheduleByVersion(1)).bands);
    assert.deepEqual(
      cliffs.map(({ amount, feeBelow, feeAbove }) => [amount, feeAbove - feeBelow]),
      [
        [100_999, 5_000],
        [300_999, 5_000],
        [650_999, 5_000],
        [950_999, 5_000],
        [2_000_000, 10_000],
        [3_500_000, 52_500],
        [6_500_000, 58_500],
        [10_000_000, 80_000],
      ],
    );
  });
});

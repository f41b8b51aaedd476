import assert from 'node:assert/strict';
import fc from 'fast-check';
import { differenceOf, studentQuantile, type Sample } from './difference.js';

function sampleOf(values: number[]): Sample {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { people: values.length, mean, variance: squares / (values.length - 1) };
}

/** Repeats a pattern until the group is large enough to be compared. */
const group = (pattern: number[], people: number): number[] =>
  Array.from({ length: people }, (_, index) => pattern[index % pattern.length] ?? 0);

describe('the difference between those who got a discount and those held out', () => {
  it('widens its range for small groups as Student did', () => {
    for (const [degrees, quantile] of [
      [5, 2.5706],
      [10, 2.2281],
      [30, 2.0423],
      [120, 1.9799],
    ] as const)
      assert.ok(Math.abs(studentQuantile(degrees) - quantile) < 0.001, String(degrees));
  });

  it('gives the range that the textbook gives', () => {
    const treated = { people: 60, mean: 120_000, variance: 900_000_000 };
    const untreated = { people: 40, mean: 100_000, variance: 1_600_000_000 };
    const { mean, range } = differenceOf(treated, untreated);
    assert.equal(mean, 20_000);
    // The error is the root of 15 000 000 + 40 000 000, with 67.3 degrees of freedom.
    assert.ok(range);
    assert.ok(Math.abs(range.high - mean - 1.9959 * 7_416.198) < 5);
    assert.ok(Math.abs(mean - range.low - 1.9959 * 7_416.198) < 5);
  });

  it('names no range while a group has fewer than thirty people', () => {
    const many = sampleOf(group([0, 50_000], 500));
    assert.deepEqual(differenceOf(many, sampleOf(group([0, 10_000], 29))).range, null);
    assert.notEqual(differenceOf(many, sampleOf(group([0, 10_000], 30))).range, null);
  });

  it('finds no difference between a group and itself, and turns round with the groups', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 30, maxLength: 60 }),
        fc.array(fc.integer({ min: 0, max: 5_000_000 }), { minLength: 30, maxLength: 60 }),
        (one, other) => {
          const [a, b] = [sampleOf(one), sampleOf(other)];
          assert.equal(differenceOf(a, a).mean, 0);
          const [there, back] = [differenceOf(a, b), differenceOf(b, a)];
          assert.ok(there.range && back.range);
          assert.ok(Math.abs(there.range.low + back.range.high) < 1e-3);
          assert.ok(there.range.low <= there.mean && there.mean <= there.range.high);
        },
      ),
    );
  });

  it('covers the truth in about 95 of 100 comparisons', () => {
    let state = 20_261_121;
    const random = () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
    // One in three buys, for up to 300 000: the mean of both groups is the same.
    const spend = () => (random() < 1 / 3 ? Math.floor(random() * 300_000) : 0);
    const rounds = 400;
    let covered = 0;
    for (let round = 0; round < rounds; round += 1) {
      const draw = (people: number) => sampleOf(Array.from({ length: people }, spend));
      const { range } = differenceOf(draw(300), draw(60));
      if (range && range.low <= 0 && 0 <= range.high) covered += 1;
    }
    assert.ok(covered >= rounds * 0.92 && covered <= rounds * 0.98, `${covered} of ${rounds}`);
  });
});

/** What one group of people comes to in one figure: how many they are, their mean and the variance of the sample. */
export interface Sample {
  people: number;
  mean: number;
  variance: number;
}

/** How far two means lie apart, and between what the true difference lies in 95 of 100 such comparisons. */
export interface Difference {
  mean: number;
  /** Null while a group is too small to say anything. */
  range: { low: number; high: number } | null;
}

/** With fewer people in a group, one large buyer makes the figure. */
export const fewestCompared = 30;

/** The 97.5th percentile of the normal distribution. */
const normal = 1.959964;

/**
 * The 97.5th percentile of Student's t, by the expansion in powers of 1 / degrees of freedom (Abramowitz and Stegun
 * 26.7.5); to four digits from five degrees on.
 */
export function studentQuantile(degrees: number): number {
  const z = normal;
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160,
  ];
  return terms.reduce((sum, term, index) => sum + term / degrees ** (index + 1), z);
}

const square = (value: number): number => value * value;

/** Degrees of freedom by Welch and Satterthwaite: the groups are of different size and spread. */
function degreesOf(one: Sample, other: Sample): number {
  const [a, b] = [one.variance / one.people, other.variance / other.people];
  return square(a + b) / (square(a) / (one.people - 1) + square(b) / (other.people - 1));
}

/**
 * The mean of the treated less that of the untreated, with its 95 % range by Welch's t. Everybody of a group counts,
 * whether they bought or not: to look at buyers alone would compare people whom the discount itself has chosen.
 */
export function differenceOf(treated: Sample, untreated: Sample): Difference {
  const mean = treated.mean - untreated.mean;
  if (Math.min(treated.people, untreated.people) < fewestCompared) return { mean, range: null };
  const error = Math.sqrt(treated.variance / treated.people + untreated.variance / untreated.people);
  if (error === 0) return { mean, range: { low: mean, high: mean } };
  const reach = studentQuantile(degreesOf(treated, untreated)) * error;
  return { mean, range: { low: mean - reach, high: mean + reach } };
}

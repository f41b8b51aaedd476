import type { FeeBand } from './fee.js';

/**
 * Deals of a period whose money we held and did not give back whole; takes the first moment and the moment after the
 * last. What they were agreed to pay is what a schedule is compared with.
 */
export const realDeals = `held_at >= ? AND held_at < ?
  AND status IN ('HELD', 'DELIVERED', 'DISPUTED', 'RELEASED', 'SPLIT')`;

type Bands = readonly FeeBand[];

/** Bounds and fees stand in statements as they are. @throws RangeError for anything but a whole number. */
function literal(value: number): string {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Not a whole number: ${value}`);
  return String(value);
}

const feeText = ({ fee }: FeeBand): string =>
  'flat' in fee ? literal(fee.flat) : `(amount * ${literal(fee.bps)} + 5000) DIV 10000`;

/** The same as `feeOf`, for the column `amount`: the share is rounded half-up, once; NULL outside the schedule. */
export function feeExpression(bands: Bands): string {
  const cases = bands.map((band) => `WHEN amount <= ${literal(band.to)} THEN ${feeText(band)}`);
  return `CASE WHEN amount < ${literal(bands[0]?.from ?? 0)} THEN NULL ${cases.join(' ')} END`;
}

/** Where a band of any schedule begins, and where the last ones end: between two of these all fees follow one rule. */
export const cellsOf = (schedules: readonly { bands: Bands }[]): number[] =>
  [...new Set(schedules.flatMap(({ bands }) => bands.flatMap(({ from, to }) => [from, to + 1])))].sort(
    (one, other) => one - other,
  );

/** Which of the sorted bounds an amount has reached, found by halving: 0 below the first. */
export const cellExpression = (cells: number[]): string =>
  `INTERVAL(amount, ${cells.map(literal).join(', ')})`;

/** A derived table that is written out once instead of being worked out for every sum over it. */
export const writtenOut = (select: string): string => `(${select} LIMIT 18446744073709551615)`;

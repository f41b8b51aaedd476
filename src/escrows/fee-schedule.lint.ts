import type { FieldProblem } from '../platform/errors.js';
import { feeIn, type FeeBand } from './fee.js';

/** More than any schedule needs; a comparison joins every deal with every band. */
export const mostBands = 40;

const isAmount = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;

function boundsOf({ from, to }: FeeBand): string | undefined {
  if (!isAmount(from) || !isAmount(to) || from === 0) return 'band_bound';
  return from > to ? 'band_reversed' : undefined;
}

/** A band begins one rupiah above the end of the one before. */
function gapAfter(previous: FeeBand | undefined, { from }: FeeBand): string | undefined {
  if (!previous || from === previous.to + 1) return undefined;
  if (from > previous.to) return 'band_hole';
  return from < previous.from ? 'band_decreasing' : 'band_overlap';
}

const isFee = ({ fee }: FeeBand): boolean => isAmount('flat' in fee ? fee.flat : fee.bps);

/** The fee's share is largest at the lower end of a band, so a look there is a look everywhere. */
const eatsAmount = (band: FeeBand): boolean => feeIn(band, band.from) >= band.from;

/**
 * Everything that keeps a schedule from being used, at the band where it shows: a hole, an overlap, bounds that fall or
 * are turned round, a fee that leaves nothing of the nominal. A sound schedule has no problem.
 */
export function lintSchedule(bands: readonly FeeBand[]): FieldProblem[] {
  if (bands.length === 0) return [{ path: 'bands', code: 'no_bands' }];
  if (bands.length > mostBands) return [{ path: 'bands', code: 'too_many_bands' }];
  return bands.flatMap((band, index) => {
    const at = (column: string, code: string | undefined) =>
      code ? [{ path: `bands.${index}.${column}`, code }] : [];
    const bound = boundsOf(band);
    if (bound) return at('from', bound);
    const gap = at('from', gapAfter(bands[index - 1], band));
    if (!isFee(band)) return [...gap, ...at('fee', 'band_fee')];
    return [...gap, ...at('fee', eatsAmount(band) ? 'band_fee_eats_amount' : undefined)];
  });
}

/** A nominal above which one rupiah more lets the fee leap. */
export interface Cliff {
  amount: number;
  feeBelow: number;
  feeAbove: number;
}

/** Every border between two bands at which the fee changes by more than the rupiah that was added. */
export const cliffsOf = (bands: readonly FeeBand[]): Cliff[] =>
  bands.flatMap((band, index) => {
    const below = bands[index - 1];
    if (!below) return [];
    const cliff = {
      amount: below.to,
      feeBelow: feeIn(below, below.to),
      feeAbove: feeIn(band, band.from),
    };
    return Math.abs(cliff.feeAbove - cliff.feeBelow) > 1 ? [cliff] : [];
  });

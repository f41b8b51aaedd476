import { percentOf, rupiah, sum, type BasisPoints, type Rupiah } from '../platform/money.js';
import { amountOutsideSchedule } from './fee-schedule.errors.js';

export const feePayers = ['buyer', 'seller', 'split'] as const;
export type FeePayer = (typeof feePayers)[number];

/** A fixed fee, or a share of the nominal that is rounded half-up to one rupiah. */
export type BandFee = { flat: Rupiah } | { bps: BasisPoints };

/** What nominals from `from` to `to` pay, both included. */
export interface FeeBand {
  from: Rupiah;
  to: Rupiah;
  fee: BandFee;
}

/** Bands in rising order without holes between them, as the linter has found them to be. */
export interface Schedule {
  version: number;
  bands: readonly FeeBand[];
}

export interface CheaperNominal {
  amount: Rupiah;
  feeAmount: Rupiah;
  totalAmount: Rupiah;
  /** By how much the fee falls. */
  savedAmount: Rupiah;
}

export interface FeeQuote {
  amount: Rupiah;
  feeAmount: Rupiah;
  /** Nominal and fee together, whoever pays the fee. */
  totalAmount: Rupiah;
  buyerPaysAmount: Rupiah;
  sellerReceivesAmount: Rupiah;
  scheduleVersion: number;
  cheaperAt?: CheaperNominal;
}

export const feeIn = ({ fee }: FeeBand, amount: Rupiah): Rupiah =>
  'flat' in fee ? fee.flat : percentOf(amount, fee.bps, 'half_up');

const bandOf = (bands: readonly FeeBand[], amount: Rupiah): FeeBand | undefined =>
  bands.find(({ from, to }) => from <= amount && amount <= to);

/** The least and the most that a deal may be about. */
export const rangeOf = ({ bands }: Pick<Schedule, 'bands'>): { least: Rupiah; most: Rupiah } => ({
  least: bands[0]?.from ?? 0,
  most: bands.at(-1)?.to ?? 0,
});

/** @throws DomainError 422 `amount_outside_schedule`. */
export function feeOf(amount: Rupiah, schedule: Pick<Schedule, 'bands'>): Rupiah {
  const band = bandOf(schedule.bands, rupiah(amount));
  if (!band) throw amountOutsideSchedule(rangeOf(schedule));
  return feeIn(band, amount);
}

/** How far below a nominal another one still counts as nearly the same: 2 % of it, at least 1,000 rupiah. */
const nearby = (amount: Rupiah): Rupiah => Math.max(1_000, percentOf(amount, 200, 'floor'));

/**
 * The end of a lower band close by, where the fee falls by more than the nominal does: buyer and seller together are
 * better off there, whatever they agree on between them. The best of several.
 */
function cheaperNominal(
  amount: Rupiah,
  feeAmount: Rupiah,
  { bands }: Pick<Schedule, 'bands'>,
): CheaperNominal | undefined {
  const gainAt = (to: Rupiah, fee: Rupiah) => feeAmount - fee - (amount - to);
  const [best] = bands
    .filter(({ to }) => to < amount && amount - to <= nearby(amount))
    .map((band) => ({ to: band.to, fee: feeIn(band, band.to) }))
    .filter(({ to, fee }) => gainAt(to, fee) > 0)
    .sort((one, other) => gainAt(other.to, other.fee) - gainAt(one.to, one.fee));
  if (!best) return undefined;
  const { to, fee } = best;
  return { amount: to, feeAmount: fee, totalAmount: sum([to, fee]), savedAmount: rupiah(feeAmount - fee) };
}

/** What the buyer bears of a fee; of an odd fee that both share, the odd rupiah is the buyer's. */
export const buyersShare = (feeAmount: Rupiah, payer: FeePayer): Rupiah =>
  ({ buyer: feeAmount, seller: 0, split: Math.ceil(feeAmount / 2) })[payer];

/** What a deal of this nominal costs under a schedule. @throws DomainError 422 `amount_outside_schedule`. */
export function quoteFee(amount: Rupiah, feePayer: FeePayer, schedule: Schedule): FeeQuote {
  const feeAmount = feeOf(amount, schedule);
  const byBuyer = buyersShare(feeAmount, feePayer);
  const cheaperAt = cheaperNominal(amount, feeAmount, schedule);
  return {
    amount,
    feeAmount,
    totalAmount: sum([amount, feeAmount]),
    buyerPaysAmount: sum([amount, byBuyer]),
    sellerReceivesAmount: rupiah(amount - (feeAmount - byBuyer)),
    scheduleVersion: schedule.version,
    ...(cheaperAt && { cheaperAt }),
  };
}

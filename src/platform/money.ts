/** Whole rupiah, never negative; a direction is an account or a word, not a sign. */
export type Rupiah = number & { readonly unit?: 'rupiah' };

/** Hundredths of one per cent: 10 000 basis points are 100 %. */
export type BasisPoints = number & { readonly unit?: 'bps' };

export type Rounding = 'floor' | 'ceil' | 'half_up';

/** @throws RangeError unless the value is a safe whole number of rupiah, zero or more. */
export function rupiah(value: number | string | bigint): Rupiah {
  const amount = typeof value === 'number' ? value : Number(value);
  if (!Number.isSafeInteger(amount) || amount < 0)
    throw new RangeError(`Not an amount in rupiah: ${String(value)}`);
  return amount;
}

/** A share of an amount; multiplies first, divides once, rounds once, in the direction named by the caller. */
export function percentOf(amount: Rupiah, bps: BasisPoints, rounding: Rounding): Rupiah {
  const product = BigInt(rupiah(amount)) * BigInt(bps);
  const whole = product / 10_000n;
  const rest = product % 10_000n;
  const up = rounding === 'ceil' ? rest > 0n : rounding === 'half_up' && rest * 2n >= 10_000n;
  return rupiah(up ? whole + 1n : whole);
}

/** Divides an amount by integer weights; parts are floored and the last non-zero weight takes the remainder. */
export function split(amount: Rupiah, weights: number[]): Rupiah[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total <= 0) throw new RangeError('Weights must add up to more than zero.');
  const parts = weights.map((weight) => Number((BigInt(amount) * BigInt(weight)) / BigInt(total)));
  const last = weights.findLastIndex((weight) => weight > 0);
  parts[last] = (parts[last] ?? 0) + amount - sum(parts);
  return parts.map(rupiah);
}

export const sum = (amounts: number[]): Rupiah =>
  rupiah(amounts.reduce((total, amount) => total + amount, 0));

/** The amount of several pieces. */
export const times = (amount: Rupiah, count: number): Rupiah => rupiah(rupiah(amount) * count);

/** The least multiple of `step` that is not below the amount: prices end in round figures. */
export const roundUpTo = (amount: Rupiah, step: Rupiah): Rupiah => rupiah(Math.ceil(amount / step) * step);

const formats = {
  id: new Intl.NumberFormat('id-ID', {
    style: 'currency',
    currency: 'IDR',
    minimumFractionDigits: 0,
    maximumFractionDigits: 0,
  }),
  en: new Intl.NumberFormat('en-ID', {
    style: 'currency',
    currency: 'IDR',
    minimumFractionDigits: 0,
    maximumFractionDigits: 0,
  }),
};

/** For people: `Rp 1.250.000`, with the no-break space that keeps the figure on one line. */
export const formatRupiah = (amount: number, locale: 'id' | 'en' = 'id'): string =>
  formats[locale].format(amount);

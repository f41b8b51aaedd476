/** `50.000`, `Rp 50000` and `50 000` as whole rupiah; not a number for anything else, so that a schema refuses it. */
export function amountIn(typed: string | undefined): number {
  const digits = (typed ?? '').replace(/^\s*rp\.?/i, '').replaceAll(/[\s.]/g, '');
  return /^\d{1,12}$/.test(digits) ? Number(digits) : Number.NaN;
}

import type { FeeBand } from './fee.js';

/**
 * Deals of a period whose money we held and did not give back whole; takes the first moment and the moment after the
 * last. What they were agreed to pay is what a schedule is compared with.
 */
export const realDeals = `held_at >= ? AND held_at < ?
  AND status IN ('HELD', 'DELIVERED', 'DISPUTED', 'RELEASED', 'SPLIT')`;

/** Bands of any number of schedules as a table; takes the text that `bandsAsJson` makes. */
export const bandTable = `JSON_TABLE(?, '$[*]' COLUMNS (
  schedule INT PATH '$.schedule', band INT PATH '$.band', low BIGINT PATH '$.low', high BIGINT PATH '$.high',
  flat BIGINT PATH '$.flat', bps INT PATH '$.bps')) b`;

/** The same as `feeIn`: the share is rounded half-up, once. */
export const feeInBand = 'IF(b.bps IS NULL, b.flat, (d.amount * b.bps + 5000) DIV 10000)';

export const bandsAsJson = (schedules: readonly { bands: readonly FeeBand[] }[]): string =>
  JSON.stringify(
    schedules.flatMap(({ bands }, schedule) =>
      bands.map(({ from, to, fee }, band) => ({ schedule, band, low: from, high: to, ...fee })),
    ),
  );

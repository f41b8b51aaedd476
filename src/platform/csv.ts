import { stringify } from 'csv-stringify/sync';

export type CsvValue = string | number | null;

/**
 * Lines as RFC 4180 has them, under a line of names. A text that a spreadsheet would take for a formula is made plain
 * text; figures stay figures. The same rows give the same bytes.
 */
export const csvOf = (columns: readonly string[], rows: readonly (readonly CsvValue[])[]): string =>
  stringify([columns, ...rows] as CsvValue[][], { escape_formulas: true, record_delimiter: 'windows' });

import { createHash } from 'node:crypto';
import { csvOf } from '../platform/csv.js';
import { inNormalSense, type AccountType } from './chart.js';

/** What moved on the accounts of one type on one day, from the entries of the journals that count to it. */
export interface DayMove {
  day: string;
  type: AccountType;
  debit: number;
  credit: number;
}

/** One line of a day's report; opening and closing in the sense of the normal side. */
export interface DayLine extends Omit<DayMove, 'day'> {
  opening: number;
  closing: number;
}

export type Closings = ReadonlyMap<AccountType, number>;

/** Sums of the entries of sealed journals by the day to which they count. */
export const dayMoves = (where: string): string => `
  SELECT CAST(m.book_date AS CHAR) AS day, a.type, SUM(m.debit) AS debit, SUM(m.credit) AS credit FROM (
    SELECT s.book_date, e.account_id, SUM(GREATEST(e.amount, 0)) AS debit, SUM(GREATEST(-e.amount, 0)) AS credit
    FROM ledger_seals s JOIN ledger_entries e ON e.journal_id = s.subject_id
    WHERE s.subject = 'journal' AND ${where} GROUP BY s.book_date, e.account_id) m
  JOIN ledger_accounts a ON a.id = m.account_id GROUP BY m.book_date, a.type`;

/** How the driver gives the rows of `dayMoves`. */
export type MoveRow = Record<'debit' | 'credit', string> & Pick<DayMove, 'day' | 'type'>;

export const toMove = ({ debit, credit, ...row }: MoveRow): DayMove => ({
  ...row,
  debit: Number(debit),
  credit: Number(credit),
});

/** The lines of a day from its moves and how the day before ended, in the order of the types' names. */
export function dayLines(moves: DayMove[], before: Closings): DayLine[] {
  const types = new Set([...before.keys(), ...moves.map(({ type }) => type)]);
  return [...types].toSorted().map((type) => {
    const { debit = 0, credit = 0 } = moves.find((move) => move.type === type) ?? {};
    const opening = before.get(type) ?? 0;
    return { type, opening, debit, credit, closing: opening + inNormalSense(type, debit - credit) };
  });
}

export const closingsOf = (lines: DayLine[]): Closings =>
  new Map(lines.map(({ type, closing }) => [type, closing]));

export const turnoverOf = (lines: DayLine[]): number => lines.reduce((total, { debit }) => total + debit, 0);

const columns = ['date', 'account_type', 'opening', 'debit', 'credit', 'closing'];

/** The report as it was frozen: codes instead of words, so that the bytes are the same in every language, for ever. */
export function dayCsv(day: string, lines: DayLine[]): string {
  const credits = lines.reduce((total, { credit }) => total + credit, 0);
  return csvOf(columns, [
    ...lines.map(({ type, opening, debit, credit, closing }) => [day, type, opening, debit, credit, closing]),
    [day, 'total', null, turnoverOf(lines), credits, null],
  ]);
}

export const csvHash = (csv: string): string => createHash('sha256').update(csv).digest('hex');

import { query } from '../platform/database.js';
import type { AuditCheck, Finding } from './audit.js';
import { closingsOf, csvHash, dayCsv, dayLines, dayMoves, toMove } from './day-report.js';
import type { Closings, DayLine, MoveRow } from './day-report.js';

interface Frozen {
  day: string;
  csvHash: string;
}

const frozenDays = () =>
  query<Frozen>(
    'SELECT CAST(wib_date AS CHAR) AS day, csv_hash AS csvHash FROM ledger_day_closes ORDER BY wib_date',
  );

function byDay<T extends { day: string }>(rows: T[]): Map<string, T[]> {
  const days = new Map<string, T[]>();
  for (const row of rows) days.set(row.day, [...(days.get(row.day) ?? []), row]);
  return days;
}

/** The days whose report, made again, is not the one that was frozen. */
function changed(days: Frozen[], linesOf: (day: string) => DayLine[]): string[] {
  return days
    .filter((each) => csvHash(dayCsv(each.day, linesOf(each.day))) !== each.csvHash)
    .map(({ day }) => day);
}

/** Makes every report again from the entries; each day begins as the one before ended. */
async function fromEntries(days: Frozen[]): Promise<string[]> {
  const rows = await query<MoveRow>(dayMoves('s.book_date <= ?'), [days.at(-1)?.day]);
  const moves = byDay(rows.map(toMove));
  let closings: Closings = new Map();
  return changed(days, (day) => {
    const lines = dayLines(moves.get(day) ?? [], closings);
    closings = closingsOf(lines);
    return lines;
  });
}

interface StoredLine extends Omit<DayLine, 'opening' | 'debit' | 'credit' | 'closing'> {
  day: string;
  opening: string;
  debit: string;
  credit: string;
  closing: string;
}

const toLine = ({ type, opening, debit, credit, closing }: StoredLine): DayLine => ({
  type,
  opening: Number(opening),
  debit: Number(debit),
  credit: Number(credit),
  closing: Number(closing),
});

/** Makes every report again from the lines that were stored with it. */
async function fromLines(days: Frozen[]): Promise<string[]> {
  const lines = byDay(
    await query<StoredLine>(
      `SELECT CAST(wib_date AS CHAR) AS day, account_type AS type, opening_amount AS opening, debit_amount AS debit,
         credit_amount AS credit, closing_amount AS closing FROM ledger_day_lines ORDER BY wib_date, account_type`,
    ),
  );
  return changed(days, (day) => (lines.get(day) ?? []).map(toLine));
}

const reproduced = (name: string, remake: (days: Frozen[]) => Promise<string[]>): AuditCheck => ({
  name,
  async run(): Promise<Finding> {
    const days = await frozenDays();
    const wrong = days.length > 0 ? await remake(days) : [];
    return { count: wrong.length, examples: wrong.slice(0, 5) };
  },
});

/** Frozen reports say what the books say, byte for byte. */
export const dayCloseChecks: AuditCheck[] = [
  reproduced('closed_days_follow_from_entries', fromEntries),
  reproduced('closed_days_are_as_stored', fromLines),
];

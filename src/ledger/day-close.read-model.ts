import { query } from '../platform/database.js';
import type { AccountType } from './chart.js';
import { dayCsv, type DayLine } from './day-report.js';

interface LineRow extends Record<'opening' | 'debit' | 'credit' | 'closing', string> {
  type: AccountType;
}

/** The frozen lines of a closed day. */
export async function linesOfDay(day: string): Promise<DayLine[]> {
  const rows = await query<LineRow>(
    `SELECT account_type AS type, opening_amount AS opening, debit_amount AS debit, credit_amount AS credit,
       closing_amount AS closing FROM ledger_day_lines WHERE wib_date = ? ORDER BY account_type`,
    [day],
  );
  return rows.map(({ type, opening, debit, credit, closing }) => ({
    type,
    opening: Number(opening),
    debit: Number(debit),
    credit: Number(credit),
    closing: Number(closing),
  }));
}

/** A journal that counts to a day after the one it belongs to, because that one was closed. */
export interface LateJournal {
  journalId: string;
  kind: string;
  reference: string;
  /** The day it belongs to. */
  lateFor: string;
  /** The day it counts to. */
  bookDate: string;
}

const mostLate = 200;

/** The late journals that count to a day, and those that belong to it and count elsewhere. */
export const lateJournalsOf = (day: string): Promise<LateJournal[]> =>
  query<LateJournal>(
    `SELECT j.id AS journalId, j.kind, j.reference, CAST(s.late_for AS CHAR) AS lateFor,
       CAST(s.book_date AS CHAR) AS bookDate
     FROM ledger_seals s JOIN ledger_journals j ON j.id = s.subject_id
     WHERE s.subject = 'journal' AND s.late_for IS NOT NULL AND (s.book_date = ? OR s.late_for = ?)
     ORDER BY s.position LIMIT ${mostLate}`,
    [day, day],
  );

/** The report of a closed day, byte for byte as it was frozen; null when the day is not closed. */
export async function csvOfDay(day: string): Promise<string | null> {
  const closed = await query('SELECT id FROM ledger_day_closes WHERE wib_date = ?', [day]);
  return closed.length > 0 ? dayCsv(day, await linesOfDay(day)) : null;
}

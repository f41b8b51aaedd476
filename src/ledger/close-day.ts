import { clock } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import { dayAfter, jakartaDate } from '../platform/jakarta.js';
import { insertInto } from '../platform/statements.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import type { AccountType } from './chart.js';
import { csvHash, dayCsv, dayLines, dayMoves, toMove, turnoverOf } from './day-report.js';
import type { Closings, DayLine, MoveRow } from './day-report.js';
import { LedgerDayClose } from './ledger.entity.js';
import { lockChain, type Chain } from './seal.js';

async function closingsBefore(uow: UnitOfWork, { closedTo }: Chain): Promise<Closings> {
  const rows = await uow.sql<{ type: AccountType; closing: string }>(
    'SELECT account_type AS type, closing_amount AS closing FROM ledger_day_lines WHERE wib_date = ?',
    [closedTo],
  );
  return new Map(rows.map(({ type, closing }) => [type, Number(closing)]));
}

/** The day after the last that is closed; the first of the books when none is; null while the books are empty. */
async function nextDay(uow: UnitOfWork, { closedTo }: Chain): Promise<string | null> {
  if (closedTo !== null) return dayAfter(closedTo);
  const [row] = await uow.sql<{ day: string | null }>(
    `SELECT CAST(MIN(book_date) AS CHAR) AS day FROM ledger_seals`,
  );
  return row?.day ?? null;
}

async function countJournals(uow: UnitOfWork, day: string): Promise<{ journals: number; late: number }> {
  const [row] = await uow.sql<{ journals: string; late: string | null }>(
    `SELECT COUNT(*) AS journals, SUM(late_for IS NOT NULL) AS late
     FROM ledger_seals WHERE book_date = ? AND subject = 'journal'`,
    [day],
  );
  return { journals: Number(row?.journals), late: Number(row?.late ?? 0) };
}

async function freeze(uow: UnitOfWork, day: string, lines: DayLine[], chain: Chain): Promise<void> {
  const { journals, late } = await countJournals(uow, day);
  await uow.insert(LedgerDayClose, {
    id: newId(),
    wibDate: day,
    journals,
    lateJournals: late,
    turnoverAmount: turnoverOf(lines),
    lastPosition: chain.position,
    lastHash: chain.hash.toString('hex'),
    csvHash: csvHash(dayCsv(day, lines)),
  });
  const rows = lines.map(({ type, opening, debit, credit, closing }) => ({
    wib_date: day,
    account_type: type,
    opening_amount: opening,
    debit_amount: debit,
    credit_amount: credit,
    closing_amount: closing,
  }));
  if (rows.length === 0) return;
  const { text, params } = insertInto('ledger_day_lines', rows);
  uow.addSql(text, params);
}

/**
 * Freezes the next day that is over in Jakarta, from the journals that were sealed into it, and answers which; null
 * when all are closed. What is sealed after counts to a later day.
 */
export async function closeNextDay(uow: UnitOfWork): Promise<string | null> {
  const chain = await lockChain(uow);
  const day = await nextDay(uow, chain);
  if (day === null || day >= jakartaDate(clock.now())) return null;
  const moves = (await uow.sql<MoveRow>(dayMoves('s.book_date = ?'), [day])).map(toMove);
  await freeze(uow, day, dayLines(moves, await closingsBefore(uow, chain)), chain);
  await uow.run('UPDATE ledger_chain SET closed_to = ? WHERE id = 1', [day]);
  return day;
}

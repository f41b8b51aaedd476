import { lateJournalsOf, LedgerAudit, linesOfDay } from '../../src/ledger/index.js';
import { database } from '../../src/platform/database.js';

type Row = Record<string, unknown>;

/** The frozen lines of a day, and the journals that came too late for their own. */
export async function dayCloseStory(row: Row): Promise<Row> {
  const day = String(row['wibDate']).slice(0, 10);
  const [lines, late] = await Promise.all([linesOfDay(day), lateJournalsOf(day)]);
  return { lines, late };
}

/** What each check found, by its name. */
export async function auditStory(row: Row): Promise<Row> {
  const audit = await database()
    .getRepository(LedgerAudit)
    .findOneBy({ id: String(row['id']) });
  return { checks: audit?.report.checks ?? [] };
}

import { createHash } from 'node:crypto';
import { encodeTime } from 'ulid';
import { clock } from '../platform/clock.js';
import { dayAfter } from '../platform/jakarta.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { activityDigest, journalDigest, type SealSubject } from './digests.js';

/** So many rows are sealed in one unit of work. */
export const sealBatch = 1_000;

/** A unit of work ends long before: ids older than this are in the tables, or never will be. */
const settledMs = 15 * 60_000;

interface Unsealed {
  id: string;
  /** The day in Jakarta to which it belongs. */
  day: string;
  digest: Buffer;
}

/** The end of the chain, of which there is one: who seals or closes a day holds it. */
export interface Chain {
  position: number;
  hash: Buffer;
  journalsFrom: string;
  activitiesFrom: string;
  closedTo: string | null;
}

const jakartaDay = (column: string): string => `CAST(DATE(${column} + INTERVAL 7 HOUR) AS CHAR)`;

const unsealed = (subject: SealSubject, table: string): string =>
  `SELECT t.id FROM ${table} t LEFT JOIN ledger_seals s ON s.subject = '${subject}' AND s.subject_id = t.id
   WHERE t.id >= ? AND s.position IS NULL ORDER BY t.id LIMIT ${sealBatch}`;

const unsealedJournals = `
  SELECT j.id, ${jakartaDay('j.effective_at')} AS day, ${journalDigest} AS digest
  FROM (${unsealed('journal', 'ledger_journals')}) found JOIN ledger_journals j ON j.id = found.id
  LEFT JOIN ledger_entries e ON e.journal_id = j.id GROUP BY j.id ORDER BY j.id`;

const unsealedActivities = `
  SELECT a.id, ${jakartaDay('a.created_at')} AS day, ${activityDigest} AS digest
  FROM (${unsealed('activity', 'activity_logs')}) found JOIN activity_logs a ON a.id = found.id ORDER BY a.id`;

export async function lockChain(uow: UnitOfWork): Promise<Chain> {
  const [row] = await uow.sql<Omit<Chain, 'position'> & { position: string }>(
    `SELECT position, hash, journals_from AS journalsFrom, activities_from AS activitiesFrom,
       CAST(closed_to AS CHAR) AS closedTo FROM ledger_chain WHERE id = 1 FOR UPDATE`,
  );
  if (!row) throw new Error('The chain of seals has no head.');
  return { ...row, position: Number(row.position) };
}

/** SHA-256 over the seal before and this one; `chain_is_unbroken` counts the same in SQL. */
const sealHash = (before: Buffer, digest: Buffer, bookDate: string, lateFor: string | null): Buffer =>
  createHash('sha256')
    .update(before)
    .update(digest)
    .update(`${bookDate}${lateFor ?? ''}`)
    .digest();

/** What belongs to a day that is closed goes to the first open one, and says where it belongs. */
function daysOf(day: string, { closedTo }: Chain): { bookDate: string; lateFor: string | null } {
  return closedTo !== null && day <= closedTo
    ? { bookDate: dayAfter(closedTo), lateFor: day }
    : { bookDate: day, lateFor: null };
}

async function append(uow: UnitOfWork, chain: Chain, subject: SealSubject, rows: Unsealed[]): Promise<void> {
  if (rows.length === 0) return;
  const seals = rows.map(({ id, day, digest }) => {
    const { bookDate, lateFor } = daysOf(day, chain);
    chain.position += 1;
    chain.hash = sealHash(chain.hash, digest, bookDate, lateFor);
    return [chain.position, subject, id, bookDate, lateFor, digest, chain.hash];
  });
  await uow.run(
    'INSERT INTO ledger_seals (position, subject, subject_id, book_date, late_for, digest, hash) VALUES ?',
    [seals],
  );
}

/** The smallest id that a row made at this moment could have. */
export const idFloor = (moment: number): string => `${encodeTime(moment, 10)}${'0'.repeat(16)}`;

/** Where the next round begins to look: ids that are settled and sealed are not looked at again. */
function lookFrom(before: string, rows: Unsealed[]): string {
  const settled = idFloor(clock.wall().getTime() - settledMs);
  const last = rows.at(-1)?.id ?? settled;
  const reached = rows.length === sealBatch && last < settled ? last : settled;
  return reached > before ? reached : before;
}

/**
 * Seals the next rows, oldest first, and answers how many; less than a batch of each kind means that none is left.
 * Nobody who sells waits for it: it reads what is committed and writes only the chain.
 */
export async function sealNext(uow: UnitOfWork): Promise<number> {
  const head = await lockChain(uow);
  const journals = await uow.sql<Unsealed>(unsealedJournals, [head.journalsFrom]);
  await append(uow, head, 'journal', journals);
  const activities = await uow.sql<Unsealed>(unsealedActivities, [head.activitiesFrom]);
  await append(uow, head, 'activity', activities);
  await uow.run(
    'UPDATE ledger_chain SET position = ?, hash = ?, journals_from = ?, activities_from = ? WHERE id = 1',
    [
      head.position,
      head.hash,
      lookFrom(head.journalsFrom, journals),
      lookFrom(head.activitiesFrom, activities),
    ],
  );
  return journals.length + activities.length;
}

/** Looks through all again from the first row, for one that came to light long after its id was made. */
export const lookFromStart = (uow: UnitOfWork): Promise<number> =>
  uow.run(`UPDATE ledger_chain SET journals_from = '', activities_from = '' WHERE id = 1`);

import { query } from '../../platform/database.js';
import type { UnitOfWork } from '../../platform/unit-of-work.js';
import { theLast, type Stretch } from './grantees.js';

/** So many accounts lie between two marks. */
const accountsApart = 5_000;

/** A statement that grants should hold its locks no longer. */
const aimMs = 100;
const mostMarks = 10;

/**
 * How far one statement looks: over as many marks as it does in a short time on this machine, now. It grows slowly and
 * shrinks at once.
 */
export class StretchLength {
  marks = 1;

  learn(tookMs: number): void {
    const fitting = Math.floor(this.marks * Math.min(2, aimMs / Math.max(tookMs, 1)));
    this.marks = Math.min(mostMarks, Math.max(1, fitting));
  }
}

/** A stretch with its accounts; null for what lies behind the last mark, which is less than between two of them. */
export interface Measured extends Stretch {
  accounts: number | null;
}

type Read = <T>(sql: string, params?: unknown[]) => Promise<T[]>;

interface Mark {
  personId: string;
  accounts: string | number;
}

const stretchOf = (after: string, found: Mark[]): Measured => {
  const end = found.at(-1);
  if (!end) return { after, upTo: theLast, accounts: null };
  return { after, upTo: end.personId, accounts: found.reduce((all, mark) => all + Number(mark.accounts), 0) };
};

/** The next persons after one, up to a mark. */
export async function stretchAfter(after: string, marks: number, read: Read = query): Promise<Measured> {
  const found = await read<Mark>(
    'SELECT person_id AS personId, accounts FROM customer_marks WHERE person_id > ? ORDER BY person_id LIMIT ?',
    [after, marks],
  );
  return stretchOf(after, found);
}

/** The next stretch of a rule in a run, after where it stands. */
export async function nextStretch(read: Read, runRuleId: string, marks: number): Promise<Measured> {
  const found = await read<Mark & { after: string }>(
    `SELECT r.cursor_person_id AS after, m.person_id AS personId, m.accounts FROM discount_run_rules r
     LEFT JOIN customer_marks m ON m.person_id > r.cursor_person_id
     WHERE r.id = ? ORDER BY m.person_id LIMIT ?`,
    [runRuleId, marks],
  );
  const after = found[0]?.after ?? '';
  return stretchOf(
    after,
    found.filter(({ personId }) => personId !== null),
  );
}

/** The most accounts that a statement over so many marks meets. */
export const accountsIn = (marks: number): number => marks * accountsApart;

const daysKept = 30;

/**
 * Sets marks behind the last one while enough accounts lie there. Ids follow one another in time, so the marks among
 * older customers stay where they are, and hardly any are set on a usual day; after a month all are set anew. Others see
 * the old marks until then.
 */
export async function setMarks(uow: UnitOfWork): Promise<void> {
  const [set] = await uow.sql<{ since: Date | null; last: string | null }>(
    'SELECT MIN(created_at) AS since, MAX(person_id) AS last FROM customer_marks FOR UPDATE',
  );
  const isOld = !!set?.since && set.since.getTime() < uow.now.getTime() - daysKept * 86_400_000;
  if (isOld) await uow.run('DELETE FROM customer_marks');
  for (let after = (!isOld && set?.last) || ''; ;) {
    const [end] = await uow.sql<{ personId: string }>(
      `SELECT f.person_id AS personId FROM customer_figures f WHERE f.person_id > ? ORDER BY f.person_id LIMIT 1 OFFSET ?`,
      [after, accountsApart - 1],
    );
    if (!end) return;
    await uow.run(
      `INSERT INTO customer_marks (person_id, accounts, created_at) VALUES (?, ?, ?)
       ON DUPLICATE KEY UPDATE accounts = customer_marks.accounts`,
      [end.personId, accountsApart, uow.now],
    );
    after = end.personId;
  }
}

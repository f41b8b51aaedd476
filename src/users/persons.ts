import { derivedKey, hmac } from '../platform/cipher.js';
import { query } from '../platform/database.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';

/** What follows a plus only sorts one person's mail. */
const mailboxOf = (email: string): string => email.replace(/\+[^@]*(?=@)/, '');

/** Keyed, so that whoever reads the table learns nobody's address by trying them out. */
const markOf = (kind: 'email' | 'phone', value: string): string =>
  hmac('sha256', derivedKey('person-mark'), `${kind}:${value}`);

interface Reach {
  email: string | null;
  phone: string | null;
}

const marksOf = ({ email, phone }: Reach): string[] => [
  ...(email ? [markOf('email', mailboxOf(email))] : []),
  ...(phone ? [markOf('phone', phone)] : []),
];

/**
 * Two persons turn out to be one: the earlier stays. Their marks are locked first, so that an account which is just being
 * added to the later one is there before its accounts move.
 */
async function join(uow: UnitOfWork, earlier: string, later: string): Promise<void> {
  await uow.sql('SELECT mark_hash FROM person_marks WHERE person_id IN (?) FOR UPDATE', [[earlier, later]]);
  await uow.run('UPDATE users SET person_id = ? WHERE person_id = ?', [earlier, later]);
  await uow.run('UPDATE person_marks SET person_id = ? WHERE person_id = ?', [earlier, later]);
  uow.emit('person.joined', { earlier, later });
}

/** Writes marks that nobody had; two who write one at once follow each other, where a lock on nothing would stop nobody. */
const claimMarks = (uow: UnitOfWork, marks: string[], personId: string): Promise<number> =>
  uow.run(
    `INSERT INTO person_marks (mark_hash, person_id) VALUES ${marks.map(() => '(?, ?)').join(', ')}
     ON DUPLICATE KEY UPDATE person_id = person_marks.person_id`,
    marks.flatMap((mark) => [mark, personId]),
  );

/**
 * Notes for good what an account carries or carried, and answers the person behind it: the earliest account that ever
 * carried one of these addresses and numbers, so that a limit per person outlives a change of either. Called when an
 * account is opened and when its contact changes.
 */
export async function notePerson(uow: UnitOfWork, personId: string, reaches: Reach[]): Promise<string> {
  const marks = [...new Set(reaches.flatMap(marksOf))].toSorted();
  if (marks.length === 0) return personId;
  await claimMarks(uow, marks, personId);
  const known = await uow.sql<{ personId: string }>(
    'SELECT DISTINCT person_id AS personId FROM person_marks WHERE mark_hash IN (?) FOR UPDATE',
    [marks],
  );
  const persons = [...new Set([personId, ...known.map((row) => row.personId)])].toSorted();
  const [earliest = personId, ...later] = persons;
  for (const other of later) await join(uow, earliest, other);
  return earliest;
}

/** The person behind an account. */
export async function personOf(userId: string): Promise<string> {
  const [row] = await query<{ personId: string }>('SELECT person_id AS personId FROM users WHERE id = ?', [
    userId,
  ]);
  return row?.personId ?? userId;
}

import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { authorize, can, recordActivity } from '../staff/index.js';
import { User } from '../users/index.js';
import { noteRemoved, notOwnNote } from './care.errors.js';
import { CustomerNote } from './customer-note.entity.js';

/** Writes what colleagues should know about a customer. @throws DomainError `forbidden`, `not_found`. */
export async function addNote(
  uow: UnitOfWork,
  { userId, body }: { userId: string; body: string },
): Promise<CustomerNote> {
  authorize(uow.actor, 'notes.write');
  if (uow.actor.kind !== 'staff') throw new Error('Notes are written by people.');
  await uow.lock(User, { id: userId });
  const id = newId();
  const values = { id, userId, body, authorId: uow.actor.id, removedAt: null, removedBy: null };
  await uow.insert(CustomerNote, values);
  await recordActivity(uow, { action: 'note.added', subjectType: 'customer_note', subjectId: id });
  return Object.assign(new CustomerNote(), { createdAt: uow.now, updatedAt: uow.now, ...values });
}

/**
 * Takes a note off the customer's page, one's own or, with the right to, a colleague's; what it said is not kept in the
 * log of deeds. @throws DomainError `forbidden`, `not_found`, `note_removed` (409).
 */
export async function removeNote(
  uow: UnitOfWork,
  { noteId, reason }: { noteId: string; reason: string },
): Promise<void> {
  authorize(uow.actor, 'notes.write');
  if (uow.actor.kind !== 'staff') throw new Error('Notes are removed by people.');
  const { id: removedBy } = uow.actor;
  const note = await uow.lock(CustomerNote, { id: noteId });
  if (note.removedAt) throw noteRemoved();
  if (note.authorId !== removedBy && !can(uow.actor, 'notes.remove')) throw notOwnNote();
  await uow.update(CustomerNote, { id: noteId }, { removedAt: uow.now, removedBy });
  await recordActivity(uow, {
    action: 'note.removed',
    subjectType: 'customer_note',
    subjectId: noteId,
    reason,
  });
}

export interface NoteView {
  id: string;
  body: string;
  author: string;
  createdAt: Date;
}

const mostNotes = 50;

/** The newest notes on a customer that were not removed. */
export const notesOf = (userId: string): Promise<NoteView[]> =>
  query(
    `SELECT n.id, n.body, s.name AS author, n.created_at AS createdAt
     FROM customer_notes n JOIN staff_accounts s ON s.id = n.author_id
     WHERE n.user_id = ? AND n.removed_at IS NULL ORDER BY n.id DESC LIMIT ${mostNotes}`,
    [userId],
  );

import assert from 'node:assert/strict';
import { aStaff } from '../../test/factories/staff.js';
import { aCustomer } from '../../test/factories/users.js';
import type { Staff } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { addNote, notesOf, removeNote } from './customer-notes.js';

const write = (staff: Staff, userId: string, body = 'Minta ditelepon sore.') =>
  inTransaction(staff, (uow) => addNote(uow, { userId, body }));

const remove = (staff: Staff, noteId: string) =>
  inTransaction(staff, (uow) => removeNote(uow, { noteId, reason: 'Tidak berlaku lagi' }));

describe('notes on a customer', () => {
  it('S1.2 are written by staff and read newest first, with who wrote them', async () => {
    const { id } = await aCustomer();
    const staff = await aStaff('support');
    await write(staff, id, 'satu');
    await write(staff, id, 'dua');
    assert.deepEqual(
      (await notesOf(id)).map(({ body, author }) => [body, author]),
      [
        ['dua', staff.name],
        ['satu', staff.name],
      ],
    );
  });

  it('are taken away by who wrote them or who answers for the staff, once, and kept unseen', async () => {
    const { id } = await aCustomer();
    const [author, colleague, admin] = [
      await aStaff('support'),
      await aStaff('support'),
      await aStaff('admin'),
    ];
    const [one, other] = [await write(author, id), await write(author, id)];
    await assert.rejects(() => remove(colleague, one.id), { code: 'forbidden' });
    await remove(author, one.id);
    await remove(admin, other.id);
    await assert.rejects(() => remove(admin, other.id), { code: 'note_removed' });
    assert.deepEqual(await notesOf(id), []);
    assert.equal((await query('SELECT 1 FROM customer_notes WHERE user_id = ?', [id])).length, 2);
  });

  it('are not for viewers, and not about nobody', async () => {
    const { id } = await aCustomer();
    await assert.rejects(async () => write(await aStaff('viewer'), id), { code: 'forbidden' });
    await assert.rejects(async () => write(await aStaff('catalogue'), id), { code: 'forbidden' });
    await assert.rejects(async () => write(await aStaff('support'), newId()), { code: 'not_found' });
  });

  it('leave a deed behind that does not repeat what they say', async () => {
    const { id } = await aCustomer();
    const { id: noteId } = await write(await aStaff('support'), id, 'rahasia kecil');
    const deeds = await query<{ action: string }>(
      'SELECT action, before_values, after_values, reason FROM activity_logs WHERE subject_id = ?',
      [noteId],
    );
    assert.deepEqual(
      deeds.map(({ action }) => action),
      ['note.added'],
    );
    assert.doesNotMatch(JSON.stringify(deeds), /rahasia/);
  });
});

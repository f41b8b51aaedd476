import assert from 'node:assert/strict';
import { moveClock } from '../platform/clock.js';
import { aRoom, customerActor, speak } from '../../test/factories/rooms.js';
import { tamper } from '../../test/tamper.js';
import { query } from '../platform/database.js';
import { system } from '../platform/actor.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { runAudit } from '../ledger/index.js';
import { editMessage, messagesOf, roomChecks, say, sealRoom } from './index.js';

const sealed = (roomId: string) => inTransaction(system('test'), (uow) => sealRoom(uow, roomId));
const failing = async () =>
  (await runAudit(roomChecks)).checks.filter(({ ok }) => !ok).map(({ name }) => name);

describe('editMessage', () => {
  it('changes what a message says and keeps what it said before', async () => {
    const room = await aRoom();
    await speak(room.buyer, room.id, 'harga 100 rbu');
    const edit = { roomId: room.id, sequence: 1, body: 'harga 100 ribu, hubungi 081234567890' };
    await inTransaction(customerActor(room.buyer), (uow) => editMessage(uow, edit));
    const { rows } = await messagesOf(room.id);
    assert.equal(rows[0]?.body, edit.body);
    assert.ok(rows[0]?.editedAt);
    assert.deepEqual(rows[0]?.flags, ['phone']);
    const kept = await query<{ body: string }>(
      'SELECT v.body FROM message_versions v JOIN messages m ON m.id = v.message_id WHERE m.room_id = ?',
      [room.id],
    );
    assert.deepEqual(
      kept.map(({ body }) => body),
      ['harga 100 rbu'],
    );
  });

  it('is for the sender alone, and for a quarter of an hour', async () => {
    const room = await aRoom();
    await speak(room.buyer, room.id, 'asli');
    await inTransaction(system('test'), (uow) =>
      say(uow, { roomId: room.id, code: 'room.staff_entered', params: { name: 'Rina' } }),
    );
    const change = (user: typeof room.buyer, sequence: number) =>
      inTransaction(customerActor(user), (uow) =>
        editMessage(uow, { roomId: room.id, sequence, body: 'palsu' }),
      );
    await assert.rejects(change(room.seller, 1), { code: 'message_fixed' });
    await assert.rejects(change(room.buyer, 2), { code: 'message_fixed' });
    await assert.rejects(change(room.buyer, 3), { code: 'not_found' });
    moveClock(16 * 60_000);
    try {
      await assert.rejects(change(room.buyer, 1), { code: 'message_fixed' });
    } finally {
      moveClock(0);
    }
  });
});

describe('sealRoom', () => {
  it('lets nothing in the room change any more, not even by hand in the database', async () => {
    const room = await aRoom();
    await speak(room.buyer, room.id, 'barang belum sampai');
    const { sequence, hash } = await sealed(room.id);
    assert.equal(sequence, 1);
    assert.match(hash ?? '', /^[0-9a-f]{64}$/);
    const edit = { roomId: room.id, sequence: 1, body: 'barang sudah sampai' };
    await assert.rejects(
      inTransaction(customerActor(room.buyer), (uow) => editMessage(uow, edit)),
      { code: 'room_sealed' },
    );
    await assert.rejects(query(`UPDATE messages SET body = 'x' WHERE room_id = ?`, [room.id]), /sealed/);
    await assert.rejects(query('DELETE FROM messages WHERE room_id = ?', [room.id]), /denied|kept/);
    await assert.rejects(query('UPDATE room_seals SET hash = hash WHERE room_id = ?', [room.id]), /denied/);
  });

  it('leaves talking possible, and seals on from where it stopped', async () => {
    const room = await aRoom();
    await speak(room.buyer, room.id, 'satu');
    const first = await sealed(room.id);
    await speak(room.seller, room.id, 'dua');
    await speak(room.seller, room.id, 'tiga');
    const second = await sealed(room.id);
    assert.equal(second.sequence, 3);
    assert.notEqual(second.hash, first.hash);
    assert.deepEqual(await sealed(room.id), second);
    assert.deepEqual(await failing(), []);
  });

  it('seals a room in which nobody said anything', async () => {
    const room = await aRoom();
    assert.deepEqual(await sealed(room.id), { sequence: 0, hash: null });
    assert.deepEqual(await failing(), []);
  });

  it('shows what was tampered with, whoever did it', async () => {
    const room = await aRoom();
    await speak(room.buyer, room.id, 'saya bayar 100 ribu');
    await speak(room.seller, room.id, 'baik');
    const { hash } = await sealed(room.id);
    const rewrite = (body: string) =>
      tamper('messages', 'UPDATE messages SET body = ? WHERE room_id = ? AND sequence = 1', [body, room.id]);
    await rewrite('saya bayar 10 ribu');
    assert.deepEqual(await failing(), ['sealed_messages_are_as_they_were']);
    await rewrite('saya bayar 100 ribu');
    assert.deepEqual(await failing(), []);
    const write = (hash: string | null) =>
      tamper('rooms', 'UPDATE rooms SET seal_hash = ? WHERE id = ?', [hash, room.id]);
    await write('0'.repeat(64));
    assert.deepEqual(await failing(), ['seals_of_a_room_follow_each_other']);
    await write(hash);
    assert.deepEqual(await failing(), []);
  });

  it('has the seal or the edit when both are asked for in the same moment', async () => {
    const room = await aRoom();
    await speak(room.buyer, room.id, 'asli');
    const edit = { roomId: room.id, sequence: 1, body: 'lain' };
    await Promise.allSettled([
      sealed(room.id),
      inTransaction(customerActor(room.buyer), (uow) => editMessage(uow, edit)),
      sealed(room.id),
    ]);
    assert.ok(!(await failing()).includes('sealed_messages_are_as_they_were'));
  });
});

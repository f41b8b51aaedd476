import assert from 'node:assert/strict';
import { aDesk, performAtDesk, urlOf, useConsole } from '../../test/console.js';
import { aRoom, speak } from '../../test/factories/rooms.js';
import { query } from '../../src/platform/database.js';
import { messagesOf } from '../../src/rooms/index.js';

interface Story {
  is_inside: boolean;
  members: { role: string }[];
  messages: { body: string; sender: { role: string } }[];
}

describe('rooms in the console', () => {
  useConsole();

  const storyOf = async (desk: Awaited<ReturnType<typeof aDesk>>, id: string) =>
    (await desk.get(urlOf.record('Room', id, 'show'))).body.record?.story as unknown as Story;

  it('show who is in a room, and what was said only to staff who came in', async () => {
    const room = await aRoom();
    await speak(room.buyer, room.id, 'rahasia kami berdua');
    const desk = await aDesk('support');
    const outside = await storyOf(desk, room.id);
    assert.deepEqual([outside.is_inside, outside.messages], [false, []]);
    assert.equal(outside.members.length, 2);
    const entered = await performAtDesk(desk, 'Room', room.id, 'enter');
    assert.equal(entered.body.notice?.type, 'success', entered.text);
    const inside = await storyOf(desk, room.id);
    assert.equal(inside.messages[0]?.body, 'rahasia kami berdua');
    const deeds = await query(
      `SELECT id FROM activity_logs WHERE action = 'room.entered' AND subject_id = ? AND actor_id = ?`,
      [room.id, desk.account.id],
    );
    assert.equal(deeds.length, 1);
  });

  it('let staff speak, who come in by that, and are marked', async () => {
    const room = await aRoom();
    const desk = await aDesk('support');
    const said = await performAtDesk(desk, 'Room', room.id, 'say', { body: 'Ada yang bisa kami bantu?' });
    assert.equal(said.body.notice?.type, 'success', said.text);
    const { rows } = await messagesOf(room.id);
    assert.deepEqual(
      rows.map(({ senderType, code, body }) => [senderType, code ?? body]),
      [
        ['SYSTEM', 'room.staff_entered'],
        ['STAFF', 'Ada yang bisa kami bantu?'],
      ],
    );
  });

  it('are closed to staff without the right', async () => {
    const room = await aRoom();
    await speak(room.buyer, room.id, 'rahasia kami berdua');
    const desk = await aDesk('catalogue');
    const answer = await desk.get(urlOf.record('Room', room.id, 'show'));
    assert.equal(answer.body.notice?.type, 'error');
    assert.doesNotMatch(answer.text, /rahasia/);
    await performAtDesk(desk, 'Room', room.id, 'say', { body: 'Halo' });
    assert.equal((await messagesOf(room.id)).rows.length, 1);
  });
});

import assert from 'node:assert/strict';
import { aDesk, performAtDesk, urlOf, useConsole, type Desk } from '../../test/console.js';
import { aDisputedDeal } from '../../test/factories/disputes.js';
import { aHeldDeal } from '../../test/factories/escrows.js';
import { aRoom, speak } from '../../test/factories/rooms.js';
import { query } from '../../src/platform/database.js';
import { newId } from '../../src/platform/ids.js';
import { messagesOf } from '../../src/rooms/index.js';

interface Page {
  messages: { sequence: number; body: string; sender: { role: string } }[];
  has_more: boolean;
}

const chatAt = (desk: Desk, roomId: string, asked = '') =>
  desk.get(`/admin/rooms/${roomId}/messages${asked}`) as Promise<
    Awaited<ReturnType<Desk['get']>> & { body: Partial<Page> }
  >;

describe('rooms in the console', () => {
  useConsole();

  const storyOf = async (desk: Desk, id: string) =>
    (await desk.get(urlOf.record('Room', id, 'show'))).body.record?.story as unknown as {
      can_read: boolean;
      members: { role: string }[];
    };

  it('show who is in a room, and what was said only to staff who came in', async () => {
    const room = await aRoom();
    await speak(room.buyer, room.id, 'rahasia kami berdua');
    const desk = await aDesk('support');
    const outside = await storyOf(desk, room.id);
    assert.deepEqual([outside.can_read, outside.members.length], [false, 2]);
    const closed = await chatAt(desk, room.id);
    assert.deepEqual([closed.status, closed.body.messages], [404, undefined]);
    const entered = await performAtDesk(desk, 'Room', room.id, 'enter');
    assert.equal(entered.body.notice?.type, 'success', entered.text);
    assert.equal((await storyOf(desk, room.id)).can_read, true);
    assert.equal((await chatAt(desk, room.id)).body.messages?.[0]?.body, 'rahasia kami berdua');
    const deeds = await query(
      `SELECT id FROM activity_logs WHERE action = 'room.entered' AND subject_id = ? AND actor_id = ?`,
      [room.id, desk.account.id],
    );
    assert.equal(deeds.length, 1);
  });

  it('let judges read what was said in a disputed deal, and nobody else what was said in others', async () => {
    const [disputed, quiet] = [await aDisputedDeal(), await aHeldDeal()];
    await speak(quiet.buyer, quiet.id, 'rahasia kami berdua');
    const [judge, visitor] = [await aDesk('finance'), await aDesk('viewer')];
    assert.equal((await chatAt(judge, disputed.id)).status, 200);
    assert.equal((await chatAt(judge, quiet.id)).status, 404);
    assert.equal((await chatAt(visitor, disputed.id)).status, 403);
    assert.equal((await chatAt(judge, newId())).status, 404);
    assert.equal((await chatAt(judge, 'x')).status, 404);
  });

  it('answer pages of a chat, and take odd questions for none', async () => {
    const room = await aRoom();
    for (const body of ['satu', 'dua', 'tiga']) await speak(room.buyer, room.id, body);
    const desk = await aDesk('support');
    await performAtDesk(desk, 'Room', room.id, 'enter');
    const said = async (asked: string) =>
      (await chatAt(desk, room.id, asked)).body.messages
        ?.filter(({ sender }) => sender.role === 'buyer')
        .map(({ body }) => body);
    assert.deepEqual(await said('?before=3'), ['satu', 'dua']);
    assert.deepEqual(await said('?after=2&lang=en'), ['tiga']);
    assert.deepEqual(await said('?search=dua'), ['dua']);
    for (const odd of ['?before=x', '?before[]=1', '?search[a]=b', '?search=%20', '?after=1e3'])
      assert.deepEqual(await said(odd), ['satu', 'dua', 'tiga'], odd);
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
    assert.equal((await chatAt(desk, room.id)).status, 403);
    await performAtDesk(desk, 'Room', room.id, 'say', { body: 'Halo' });
    assert.equal((await messagesOf(room.id)).rows.length, 1);
  });
});

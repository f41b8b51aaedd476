import assert from 'node:assert/strict';
import { useChat, type Talker } from '../../test/chat.js';
import { aRoom, speak, type TestRoom } from '../../test/factories/rooms.js';
import { aCustomer } from '../../test/factories/users.js';
import { until } from '../../test/until.js';
import { system } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { say, type MessageResource } from './index.js';

describe('the chat of a room', () => {
  const chat = useChat();

  async function twoIn(room: TestRoom): Promise<[Talker, Talker]> {
    const [ani, budi] = [await chat.connect(room.buyer), await chat.connect(room.seller)];
    for (const talker of [ani, budi]) assert.ok((await talker.join(room.id)).data, 'joined');
    return [ani, budi];
  }

  it('S0.2 S0.3 S0.4 S0.41 S0.42 S0.44 brings what one says to the other at once, stored before it is told', async () => {
    const room = await aRoom();
    const [ani, budi] = await twoIn(room);
    const [told, answered] = [
      budi.next<MessageResource>('escrow.message'),
      ani.next<MessageResource>('escrow.message'),
    ];
    const { data } = await ani.say(room.id, 'Barangnya masih ada?');
    const { sequence, sender, body } = await told;
    assert.deepEqual([sequence, sender.role, sender.name, body], [1, 'buyer', 'Ani Pembeli', data.body]);
    const stored = await query<{ body: string }>('SELECT body FROM messages WHERE room_id = ?', [room.id]);
    assert.deepEqual(stored[0]?.body, 'Barangnya masih ada?');
    assert.deepEqual(await answered, data);
    const back = ani.next<MessageResource>('escrow.message');
    await budi.say(room.id, 'Masih, Kak');
    assert.equal((await back).sender.role, 'seller');
  });

  it('brings what was missed to whoever comes back', async () => {
    const room = await aRoom();
    for (const body of ['satu', 'dua', 'tiga']) await speak(room.seller, room.id, body);
    const ani = await chat.connect(room.buyer);
    const { data } = await ani.join(room.id, 1);
    assert.deepEqual(
      data.messages.map(({ body, sequence }) => [sequence, body]),
      [
        [2, 'dua'],
        [3, 'tiga'],
      ],
    );
    assert.equal(data.last_sequence, 3);
  });

  it('stores a message once, however often it is sent', async () => {
    const room = await aRoom();
    const [ani] = await twoIn(room);
    const name = newId();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => ani.say(room.id, 'Sudah saya bayar', name)),
    );
    assert.deepEqual(new Set(answers.map(({ data }) => data.sequence)), new Set([1]));
    const again = await ani.say(room.id, 'Sudah saya bayar, ya', name);
    assert.equal(again.data.body, 'Sudah saya bayar');
    await ani.say(room.id, 'penutup');
    await until('the last message to arrive', () => ani.heard.some(({ body }) => body === 'penutup'));
    assert.deepEqual(
      ani.heard.map(({ sequence }) => sequence),
      [1, 2],
    );
  });

  it('numbers messages without gaps when many speak at once', async () => {
    const room = await aRoom();
    const [ani, budi] = await twoIn(room);
    await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 ? ani : budi).say(room.id, `pesan ${n}`)));
    const rows = await query<{ sequence: string }>(
      'SELECT sequence FROM messages WHERE room_id = ? ORDER BY sequence',
      [room.id],
    );
    assert.deepEqual(
      rows.map(({ sequence }) => Number(sequence)),
      Array.from({ length: 40 }, (_, n) => n + 1),
    );
  });

  it('refuses strangers and guests, as if the room were not there', async () => {
    const room = await aRoom();
    const stranger = await chat.connect(await aCustomer());
    for (const answer of [
      await stranger.join(room.id),
      await stranger.join(newId()),
      await stranger.say(room.id, 'Halo'),
      await stranger.ask('read', { room_id: room.id, sequence: 1 }),
      await stranger.ask('typing', { room_id: room.id, is_typing: true }),
    ])
      assert.deepEqual([answer.problem?.code, answer.problem?.status], ['not_found', 404]);
    const guest = await chat.connect(null);
    guest.socket.emit('join-room', { id: room.id });
    await speak(room.buyer, room.id, 'rahasia');
    await stranger.ask('leave-room', { id: room.id });
    assert.deepEqual([stranger.heard, guest.heard], [[], []]);
  });

  it('tells a line of the shop to each in their own language', async () => {
    const room = await aRoom();
    const ani = await chat.connect(room.buyer);
    const budi = await chat.connect(room.seller, {
      extraHeaders: { 'accept-language': 'en-GB' },
    });
    for (const talker of [ani, budi]) await talker.join(room.id);
    const heard = [ani, budi].map((talker) =>
      talker.next<{ body: string; sender: object }>('escrow.message'),
    );
    await inTransaction(system('test'), (uow) =>
      say(uow, { roomId: room.id, code: 'room.staff_entered', params: { name: 'Rina' } }),
    );
    const [forAni, forBudi] = await Promise.all(heard);
    assert.equal(forAni?.body, 'Rina dari tim kami masuk ke ruang ini.');
    assert.equal(forBudi?.body, 'Rina from our team has come into this room.');
    assert.deepEqual(forAni?.sender, { member_id: null, role: 'shop', name: 'Amanah' });
  });
});

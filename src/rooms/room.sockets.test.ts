import assert from 'node:assert/strict';
import { useChat, type Talker } from '../../test/chat.js';
import { aRoom, speak, type TestRoom } from '../../test/factories/rooms.js';
import { aCustomer } from '../../test/factories/users.js';
import { until } from '../../test/until.js';
import { system } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { exhaust, replenish } from '../../test/limits.js';
import { addMember, say, type MessageResource } from './index.js';
import { mostRooms } from './seats.js';

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

  it('shows how far a message has come: delivered, then read, never further than what was said', async () => {
    const room = await aRoom();
    const [ani, budi] = await twoIn(room);
    await ani.say(room.id, 'satu');
    await ani.say(room.id, 'dua');
    const marks = () => ani.next<{ delivered_sequence: number; read_sequence: number }>('escrow.marks');
    const heard = marks();
    await budi.ask('delivered', { room_id: room.id, sequence: 2 });
    const { delivered_sequence, read_sequence } = await heard;
    assert.deepEqual([delivered_sequence, read_sequence], [2, 0]);
    const then = marks();
    await budi.ask('read', { room_id: room.id, sequence: 99 });
    assert.equal((await then).read_sequence, 2);
    await budi.ask('read', { room_id: room.id, sequence: 1 });
    const { data } = await ani.join(room.id);
    const seller = data.members.find(({ role }) => role === 'seller');
    assert.deepEqual([seller?.delivered_sequence, seller?.read_sequence], [2, 2]);
  });

  it('tells who is typing, and who comes and goes', async () => {
    const room = await aRoom();
    const ani = await chat.connect(room.buyer);
    const { data: alone } = await ani.join(room.id);
    const [seller] = alone.members.filter(({ role }) => role === 'seller');
    assert.equal(seller?.is_online, false);
    interface Presence {
      member_id: string;
      is_online: boolean;
    }
    const presence = (isOnline: boolean) =>
      ani.next<Presence>(
        'escrow.presence',
        ({ member_id, is_online }) => member_id === seller?.id && is_online === isOnline,
      );
    const budi = await chat.connect(room.seller);
    const arrived = presence(true);
    const { data } = await budi.join(room.id);
    assert.ok(data.members.every(({ is_online }) => is_online));
    await arrived;
    const typing = ani.next('escrow.typing');
    await budi.ask('typing', { room_id: room.id, is_typing: true });
    assert.deepEqual(await typing, { room_id: room.id, member_id: seller?.id, is_typing: true });
    const gone = presence(false);
    budi.socket.disconnect();
    await gone;
  });

  it('keeps somebody present who leaves on one of two devices', async () => {
    const room = await aRoom();
    const [ani, [first, second]] = [
      await chat.connect(room.buyer),
      [await chat.connect(room.seller), await chat.connect(room.seller)],
    ];
    for (const talker of [ani, first, second]) await talker.join(room.id);
    await first.ask('leave-room', { id: room.id });
    const { data } = await ani.join(room.id);
    assert.equal(data.members.find(({ role }) => role === 'seller')?.is_online, true);
    await second.ask('leave-room', { id: room.id });
    const later = await ani.join(room.id);
    assert.equal(later.data.members.find(({ role }) => role === 'seller')?.is_online, false);
  });

  it('shows an edit to everybody under the number of the message', async () => {
    const room = await aRoom();
    const [ani, budi] = await twoIn(room);
    await ani.say(room.id, 'seratus rbu');
    const edited = async () => {
      await until('the edit to arrive', () => budi.heard.some(({ edited_at }) => edited_at !== null));
      return budi.heard.at(-1);
    };
    await ani.ask('edit-message', { room_id: room.id, sequence: 1, body: 'seratus ribu' });
    const seen = await edited();
    assert.deepEqual([seen?.sequence, seen?.body], [1, 'seratus ribu']);
    const foreign = await budi.ask('edit-message', { room_id: room.id, sequence: 1, body: 'gratis' });
    assert.equal(foreign.problem?.code, 'message_fixed');
  });

  it('S0.41 works by polling where sockets are blocked', async () => {
    const room = await aRoom();
    const polling = { transports: ['polling'], upgrade: false };
    const [ani, budi] = [await chat.connect(room.buyer, polling), await chat.connect(room.seller, polling)];
    for (const talker of [ani, budi]) await talker.join(room.id);
    const heard = budi.next<MessageResource>('escrow.message');
    await ani.say(room.id, 'lewat polling');
    assert.equal((await heard).body, 'lewat polling');
    assert.equal(ani.socket.io.engine.transport.name, 'polling');
  });

  it('warns of what leads out of the room, and puts it before staff as one alert for each room', async () => {
    const room = await aRoom();
    const [ani] = await twoIn(room);
    for (let times = 0; times < 2; times += 1) {
      const { data } = await ani.say(room.id, 'transfer saja ke BCA 1234567890, WA 081234567890');
      assert.deepEqual(data.flags, ['phone', 'bank_account']);
    }
    const alerts = await query<{ occurrences: number }>(
      `SELECT occurrences FROM alerts WHERE kind = 'room_leaves_the_shop' AND subject = ?`,
      [room.id],
    );
    assert.deepEqual(
      alerts.map(({ occurrences }) => Number(occurrences)),
      [2],
    );
  });
});

describe('the chat under attack', () => {
  const chat = useChat();

  it('outlives wrong types, missing acknowledgements and events that nobody knows', async () => {
    const room = await aRoom();
    const ani = await chat.connect(room.buyer);
    const odd = [undefined, null, 0, 'x', [], {}, { id: {} }, { id: [room.id] }, { id: `${room.id}'--` }];
    const events = ['join-room', 'leave-room', 'send-message', 'edit-message', 'read', 'delivered', 'typing'];
    for (const event of events)
      for (const payload of odd) {
        assert.equal(
          (await ani.ask(event, payload)).problem?.code,
          'invalid_input',
          `${event} ${JSON.stringify(payload)}`,
        );
        ani.socket.emit(event, payload);
        ani.socket.emit(event, payload, 'no function', { at: 'all' });
      }
    ani.socket.emit('nobody-knows', { a: 1 }, () => undefined);
    ani.socket.emit('join-room', { id: room.id });
    assert.ok((await ani.join(room.id)).data);
  });

  it('takes nobody’s word for who speaks, in which role, or under which number', async () => {
    const room = await aRoom();
    const ani = await chat.connect(room.buyer);
    const forged = { room_id: room.id, client_id: newId(), body: 'Saya admin' };
    for (const more of [
      { role: 'staff' },
      { sender_id: room.seller.id },
      { sequence: 99 },
      { code: 'escrow.released' },
    ])
      assert.equal((await ani.ask('send-message', { ...forged, ...more })).problem?.code, 'invalid_input');
    const { data } = await ani.ask<MessageResource>('send-message', forged);
    assert.deepEqual([data.sender.role, data.code], ['buyer', null]);
  });

  it('carries HTML as the text that it is, and refuses what cannot be seen', async () => {
    const room = await aRoom();
    const ani = await chat.connect(room.buyer);
    const html = '<img src=x onerror=alert(1)> {{7*7}} ${1}';
    assert.equal((await ani.say(room.id, html)).data.body, html);
    for (const hidden of ['\u202e', '\u0000', '\u0007', '\u2066', '\ufeff'])
      assert.equal((await ani.say(room.id, `a${hidden}b`)).problem?.errors?.[0]?.code, 'text_characters');
    assert.equal((await ani.say(room.id, ' \n ')).problem?.errors?.[0]?.code, 'message_empty');
    assert.equal(
      (await ani.say(room.id, 'baris satu\r\nbaris 👨‍👩‍👧 dua')).data.body,
      'baris satu\nbaris 👨‍👩‍👧 dua',
    );
    assert.equal((await ani.say(room.id, 'x'.repeat(2_001))).problem?.code, 'invalid_input');
    assert.equal((await ani.say(room.id, '😀'.repeat(1_000))).data.body.length, 2_000);
  });

  it('cuts off whoever sends a frame that no message needs, and serves the others', async () => {
    const room = await aRoom();
    for (const transports of [['websocket'], ['polling']]) {
      const [ani, budi] = [await chat.connect(room.buyer, { transports }), await chat.connect(room.seller)];
      const gone = new Promise((resolve) => ani.socket.once('disconnect', resolve));
      ani.socket.emit('send-message', { room_id: room.id, body: 'x'.repeat(100_000) });
      await gone;
      assert.ok((await budi.join(room.id)).data);
    }
  });

  it('S2.278 makes those wait who ask too often, on all their devices together, and nobody else', async () => {
    const room = await aRoom();
    const [first, second, budi] = [
      await chat.connect(room.buyer),
      await chat.connect(room.buyer),
      await chat.connect(room.seller),
    ];
    const limit = { name: 'room-send', seconds: 10 };
    await exhaust(limit, room.buyer.id);
    try {
      for (const talker of [first, second]) {
        const { problem } = await talker.say(room.id, 'lagi');
        assert.deepEqual([problem?.code, problem?.status], ['too_many_requests', 429]);
      }
      assert.ok((await budi.say(room.id, 'saya boleh')).data);
    } finally {
      await replenish(limit, room.buyer.id);
    }
  });

  it('lets one device stand in so many rooms and no more', async () => {
    const buyer = await aCustomer();
    const ani = await chat.connect(buyer);
    const all: string[] = [];
    for (let n = 0; n <= mostRooms; n += 1) {
      const { id } = await aRoom();
      await inTransaction(system('test'), (uow) =>
        addMember(uow, { roomId: id, userId: buyer.id, role: 'MEMBER' }),
      );
      all.push(id);
    }
    const answers = await Promise.all(all.map((id) => ani.join(id)));
    assert.deepEqual(
      answers.flatMap(({ problem }) => problem?.code ?? []),
      ['rooms_full'],
    );
  });

  it('refuses a member whose account was closed at the next word', async () => {
    const room = await aRoom();
    const ani = await chat.connect(room.buyer);
    assert.ok((await ani.join(room.id)).data);
    await query(`UPDATE users SET status = 'BANNED' WHERE id = ?`, [room.buyer.id]);
    assert.equal((await ani.say(room.id, 'masih bisa?')).problem?.code, 'not_found');
    assert.equal((await ani.join(room.id)).problem?.code, 'not_found');
  });
});

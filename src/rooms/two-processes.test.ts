import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { customerPassword, aCustomer } from '../../test/factories/users.js';
import { anonymous } from '../../test/app.js';
import { Talker, talkerAt, useChat } from '../../test/chat.js';
import { aRoom, type TestRoom } from '../../test/factories/rooms.js';
import { fromRoot } from '../platform/root.js';
import { newId } from '../platform/ids.js';
import { until } from '../../test/until.js';
import { query } from '../platform/database.js';
import { io } from 'socket.io-client';

describe('the chat on two web processes', () => {
  const here = useChat();
  const talkers: Talker[] = [];
  let there: ChildProcess;
  let url: string;

  before(async function () {
    this.timeout(60_000);
    there = spawn(process.execPath, ['--import', 'tsx', fromRoot('test/chat-process.ts')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    assert.ok(there.stdout);
    const [line] = (await once(there.stdout, 'data')) as [Buffer];
    url = `http://127.0.0.1:${Number(line.toString())}`;
  });

  after(async () => {
    for (const { socket } of talkers) socket.disconnect();
    if (there.exitCode === null && there.signalCode === null) {
      there.kill('SIGKILL');
      await once(there, 'exit');
    }
  });

  const atOther = async (room: TestRoom, who: 'buyer' | 'seller') => {
    const talker = await talkerAt(url, room[who]);
    talkers.push(talker);
    return talker;
  };

  it('S0.13 S0.16 S0.41 is heard on the other one, and each one sees who is there', async () => {
    const room = await aRoom();
    const ani = await here.connect(room.buyer);
    const budi = await atOther(room, 'seller');
    await ani.join(room.id);
    const { data } = await budi.join(room.id);
    assert.ok(data.members.every(({ is_online }) => is_online));
    await ani.say(room.id, 'halo dari sini');
    await until('the word to cross over', () => budi.heard.length > 0);
    await budi.say(room.id, 'halo dari sana');
    await until('the answer to come back', () => ani.heard.length > 1);
    assert.deepEqual(
      ani.heard.map(({ sequence, body }) => [sequence, body]),
      [
        [1, 'halo dari sini'],
        [2, 'halo dari sana'],
      ],
    );
  });

  it('numbers without gaps and tells everything once when both are spoken to at once', async () => {
    const room = await aRoom();
    const [ani, budi] = [await here.connect(room.buyer), await atOther(room, 'seller')];
    for (const talker of [ani, budi]) await talker.join(room.id);
    await Promise.all(Array.from({ length: 60 }, (_, n) => (n % 2 ? ani : budi).say(room.id, `pesan ${n}`)));
    await until('all to arrive on both', () => [ani, budi].every(({ heard }) => heard.length === 60));
    for (const { heard } of [ani, budi])
      assert.deepEqual(
        heard.map(({ sequence }) => sequence).sort((a, b) => a - b),
        Array.from({ length: 60 }, (_, n) => n + 1),
      );
  });

  it('gives whoever comes back on the other one exactly what was missed, and stores a repeat there once', async () => {
    const room = await aRoom();
    const [ani, budi] = [await here.connect(room.buyer), await here.connect(room.seller)];
    for (const talker of [ani, budi]) await talker.join(room.id);
    const name = newId();
    await ani.say(room.id, 'sebelum putus', name);
    ani.socket.disconnect();
    await budi.say(room.id, 'selagi putus');
    const back = await atOther(room, 'buyer');
    const { data } = await back.join(room.id, 1);
    assert.deepEqual(
      data.messages.map(({ body }) => body),
      ['selagi putus'],
    );
    const again = await back.say(room.id, 'sebelum putus', name);
    assert.equal(again.data.sequence, 1);
    assert.equal((await query('SELECT id FROM messages WHERE room_id = ?', [room.id])).length, 2);
  });

  it('S0.17 S0.22 is opened on either one by the token of a login', async () => {
    const room = await aRoom();
    const response = await anonymous.post('/auth/login', {
      email: room.buyer.email,
      password: customerPassword,
    });
    const { access_token: token } = (response.body as { data: { access_token: string } }).data;
    for (const place of [here.url(), url]) {
      const talker = new Talker(io(place, { auth: { token }, reconnection: false, forceNew: true }));
      talkers.push(talker);
      assert.ok((await talker.join(room.id)).data);
    }
    const stranger = await talkerAt(url, await aCustomer());
    talkers.push(stranger);
    assert.equal((await stranger.join(room.id)).problem?.status, 404);
  });

  it('loses nobody’s word when the other one is killed in the middle of it', async () => {
    const room = await aRoom();
    const [ani, budi] = [await here.connect(room.buyer), await atOther(room, 'seller')];
    for (const talker of [ani, budi]) await talker.join(room.id);
    const acknowledged: number[] = [];
    const told = Array.from({ length: 40 }, (_, n) =>
      budi
        .say(room.id, `sebelum mati ${n}`)
        .then(({ data }) => acknowledged.push(data.sequence))
        .catch(() => undefined),
    );
    await until('some to be stored', () => acknowledged.length > 3);
    there.kill('SIGKILL');
    budi.socket.disconnect();
    await Promise.all(told);
    const { data } = await ani.join(room.id, 0);
    const stored = new Set(data.messages.map(({ sequence }) => sequence));
    assert.deepEqual(
      acknowledged.filter((sequence) => !stored.has(sequence)),
      [],
    );
    assert.equal(stored.size, data.last_sequence);
  });
});

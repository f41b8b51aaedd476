import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { mountConsole, openStaffSockets } from './index.js';
import { staffPassword, aStaffAccount } from '../test/factories/staff.js';
import { until } from '../test/until.js';
import { Talker } from '../test/chat.js';
import { aRoom, speak } from '../test/factories/rooms.js';
import { messagesOf } from '../src/rooms/index.js';
import type { StaffRole } from '../src/staff/index.js';
import { createApp } from '../src/app.js';
import { query } from '../src/platform/database.js';
import { closeSockets, openSockets, rooms, signal } from '../src/platform/sockets.js';

describe('live signals of the console', () => {
  let server: Server;
  let stop: () => void;
  let url: string;
  const open: Socket[] = [];

  before(async () => {
    server = createServer(createApp(mountConsole));
    stop = openStaffSockets(await openSockets(server));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  after(async () => {
    stop();
    for (const socket of open) socket.close();
    await closeSockets();
    server.closeAllConnections();
    server.close();
  });

  const logIn = async (role: StaffRole = 'viewer') => {
    const account = await aStaffAccount(role);
    const response = await fetch(`${url}/admin/login`, {
      method: 'POST',
      redirect: 'manual',
      headers: { Origin: url },
      body: new URLSearchParams({ email: account.email, password: staffPassword }),
    });
    return { account, cookie: (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
  };

  const connect = (headers: Record<string, string>): Socket => {
    const socket = io(`${url}/staff`, {
      extraHeaders: headers,
      transports: ['websocket'],
      reconnection: false,
      forceNew: true,
    });
    open.push(socket);
    return socket;
  };

  it('reach people who are logged in', async () => {
    const { cookie } = await logIn();
    const socket = connect({ Cookie: cookie });
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    const heard = new Promise((resolve) => socket.once('desk.updated', resolve));
    signal({ namespace: '/staff', rooms: [rooms.staff], event: 'desk.updated', payload: { id: 'x' } });
    assert.deepEqual(await heard, { id: 'x' });
  });

  it('do not reach anybody else', async () => {
    const stranger = connect({});
    const [error] = (await once(stranger as unknown as NodeJS.EventEmitter, 'connect_error')) as [Error];
    assert.equal(error.message, 'unauthenticated');
    const forged = connect({ Cookie: 'amanah_staff=s%3Anothing.forged' });
    const [refusal] = (await once(forged as unknown as NodeJS.EventEmitter, 'connect_error')) as [Error];
    assert.equal(refusal.message, 'unauthenticated');
  });

  describe('in rooms of customers', () => {
    const enter = async (role: StaffRole) => {
      const { account, cookie } = await logIn(role);
      const talker = new Talker(connect({ Cookie: cookie }));
      await new Promise<void>((resolve) => talker.socket.once('connect', resolve));
      return { account, talker };
    };

    it('let staff in who may, marked by the shop, told to everybody there and written down once', async () => {
      const room = await aRoom();
      await speak(room.buyer, room.id, 'Tolong, penjual tidak menjawab');
      const { account, talker } = await enter('support');
      for (let visits = 0; visits < 2; visits += 1) {
        const { data } = await talker.join(room.id);
        assert.equal(data.messages[0]?.body, 'Tolong, penjual tidak menjawab');
        assert.deepEqual(
          data.members.map(({ role, is_you }) => [role, is_you]),
          [
            ['buyer', false],
            ['seller', false],
            ['staff', true],
          ],
        );
      }
      const { data } = await talker.say(room.id, 'Halo, kami bantu');
      assert.deepEqual([data.sender.role, data.sender.name], ['staff', account.name]);
      const { rows } = await messagesOf(room.id);
      assert.deepEqual(
        rows.map(({ senderType, code }) => [senderType, code]),
        [
          ['CUSTOMER', null],
          ['SYSTEM', 'room.staff_entered'],
          ['STAFF', null],
        ],
      );
      const deeds = await query(
        `SELECT id FROM activity_logs WHERE action = 'room.entered' AND subject_id = ? AND actor_id = ?`,
        [room.id, account.id],
      );
      assert.equal(deeds.length, 1);
      await speak(room.seller, room.id, 'Maaf, baru sempat');
      await until('the seller’s word to arrive', () =>
        talker.heard.some(({ sender }) => sender.role === 'seller'),
      );
    });

    it('refuse staff without the right, also where they once came in', async () => {
      const room = await aRoom();
      const { talker: finance } = await enter('finance');
      assert.equal((await finance.join(room.id)).problem?.code, 'not_found');
      const { account, talker } = await enter('support');
      assert.ok((await talker.join(room.id)).data);
      await query(`UPDATE staff_accounts SET role = 'catalogue' WHERE id = ?`, [account.id]);
      for (const answer of [
        await talker.join(room.id),
        await talker.say(room.id, 'masih di sini'),
        await talker.ask('read', { room_id: room.id, sequence: 1 }),
      ])
        assert.equal(answer.problem?.code, 'not_found');
      await query('UPDATE staff_accounts SET active = FALSE WHERE id = ?', [account.id]);
      assert.equal((await talker.say(room.id, 'masih')).problem?.code, 'unauthenticated');
    });
  });

  it('close the door to an account that was taken away', async () => {
    const { account, cookie } = await logIn();
    await query('UPDATE staff_accounts SET active = FALSE WHERE id = ?', [account.id]);
    const socket = connect({ Cookie: cookie });
    const [error] = (await once(socket as unknown as NodeJS.EventEmitter, 'connect_error')) as [Error];
    assert.equal(error.message, 'unauthenticated');
  });
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type Socket } from 'socket.io-client';
import { mountConsole, openStaffSockets } from './index.js';
import { staffPassword, aStaffAccount } from '../test/factories/staff.js';
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

  const logIn = async () => {
    const account = await aStaffAccount('viewer');
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

  it('close the door to an account that was taken away', async () => {
    const { account, cookie } = await logIn();
    await query('UPDATE staff_accounts SET active = FALSE WHERE id = ?', [account.id]);
    const socket = connect({ Cookie: cookie });
    const [error] = (await once(socket as unknown as NodeJS.EventEmitter, 'connect_error')) as [Error];
    assert.equal(error.message, 'unauthenticated');
  });
});

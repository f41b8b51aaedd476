import assert from 'node:assert/strict';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Server } from 'socket.io';
import { io, type Socket } from 'socket.io-client';
import { accessTokenOf } from '../../test/app.js';
import { aCustomer } from '../../test/factories/users.js';
import { until } from '../../test/until.js';
import { config } from '../platform/config.js';
import { DomainError, unavailable } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import { closeSockets, openSockets, recheck, rooms, signal } from '../platform/sockets.js';
import { customerByToken } from '../users/index.js';
import { openCustomerSockets, watchTokenOf } from './index.js';

describe('the customers’ sockets', () => {
  let http: HttpServer;
  let url: string;
  let server: Server;
  let stopRecheck: () => void;
  const open: Socket[] = [];

  before(async () => {
    http = createServer();
    server = await openSockets(http);
    stopRecheck = openCustomerSockets(server, async ({ handshake }) => {
      const { token } = handshake.auth as { token?: string };
      return token === undefined ? null : customerByToken(token);
    });
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  });

  after(async () => {
    for (const socket of open) socket.disconnect();
    stopRecheck();
    await closeSockets();
  });

  async function connect(auth: object = {}, options: object = {}): Promise<Socket> {
    const socket = io(url, { auth, reconnection: false, forceNew: true, ...options });
    open.push(socket);
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve);
      socket.once('connect_error', reject);
    });
    return socket;
  }

  /** What a socket asked for before it has been answered as well: its messages are taken in order. */
  const untilWatched = (id: string) =>
    until('the order to be watched', () => server.of('/').adapter.rooms.has(rooms.order(id)));

  const next = (socket: Socket, event: string) =>
    new Promise<unknown>((resolve) => {
      socket.once(event, resolve);
    });

  /** Everything sent before has arrived once a later signal to the same socket has. */
  async function hears(socket: Socket, room: string, marker: string): Promise<string[]> {
    const heard: string[] = [];
    socket.on('transaction.updated', (payload: { id: string }) => heard.push(payload.id));
    const done = next(socket, 'transaction.updated');
    signal({ namespace: '/', rooms: [room], event: 'transaction.updated', payload: { id: marker } });
    await done;
    return heard;
  }

  it('S1.5 S2.90 carry news to the customer it belongs to and to nobody else', async () => {
    const [ani, budi] = [await aCustomer(), await aCustomer()];
    const socket = await connect({ token: await accessTokenOf(ani) });
    signal({
      namespace: '/',
      rooms: [rooms.user(budi.id)],
      event: 'transaction.updated',
      payload: { id: 'foreign' },
    });
    assert.deepEqual(await hears(socket, rooms.user(ani.id), 'own'), ['own']);
  });

  it('turn away a bad token', async () => {
    await assert.rejects(connect({ token: 'nonsense' }), /unauthenticated/);
  });

  it('let a guest watch one order with its token, and no other', async () => {
    const [mine, other] = [newId(), newId()];
    const socket = await connect();
    socket.emit('watch-order', { id: other, token: watchTokenOf(mine) });
    socket.emit('watch-order', { id: mine, token: watchTokenOf(mine) });
    await untilWatched(mine);
    signal({
      namespace: '/',
      rooms: [rooms.order(other)],
      event: 'transaction.updated',
      payload: { id: other },
    });
    assert.deepEqual(await hears(socket, rooms.order(mine), mine), [mine]);
  });

  it('survive malformed messages', async () => {
    const socket = await connect();
    for (const payload of [null, 1, 'x', [], { id: {} }, { id: newId(), token: 'z'.repeat(64) }])
      socket.emit('watch-order', payload);
    socket.emit('watch-order');
    socket.emit('unknown', { a: 1 });
    const id = newId();
    socket.emit('watch-order', { id, token: watchTokenOf(id) });
    await untilWatched(id);
    assert.deepEqual(await hears(socket, rooms.order(id), id), [id]);
  });

  it('cut off whoever may no longer be there, and nobody because the database does not answer', async () => {
    const [closed, patient] = [await connect(), await connect()];
    const stop = recheck(server.of('/'), 20, (socket) =>
      Promise.reject(
        socket.id === closed.id ? new DomainError('account_closed', 401) : unavailable('database'),
      ),
    );
    if (closed.connected) await next(closed, 'disconnect');
    stop();
    assert.equal(patient.connected, true);
  });

  it('refuse pages of other sites', async () => {
    const foreign = { extraHeaders: { origin: 'https://jahat.example' }, transports: ['websocket'] };
    await assert.rejects(connect({}, foreign));
    const own = { extraHeaders: { origin: new URL(config.PUBLIC_URL).origin }, transports: ['websocket'] };
    assert.ok((await connect({}, own)).connected);
  });

  it('work by polling where sockets are blocked', async () => {
    const ani = await aCustomer();
    const socket = await connect({ token: await accessTokenOf(ani) }, { transports: ['polling'] });
    assert.deepEqual(await hears(socket, rooms.user(ani.id), 'polled'), ['polled']);
  });
});

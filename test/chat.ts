import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import { openCustomerSockets } from '../src/notifications/index.js';
import { customerOfSocket } from '../src/pages/index.js';
import { newId } from '../src/platform/ids.js';
import { closeSockets, openSockets } from '../src/platform/sockets.js';
import type { MemberResource, MessageResource } from '../src/rooms/index.js';
import type { User } from '../src/users/index.js';
import { accessTokenOf } from './app.js';

export interface Answer<T> {
  data: T;
  problem?: { code: string; status: number; errors?: { path: string; code: string }[] };
}

export interface JoinedRoom {
  id: string;
  last_sequence: number;
  sealed_at: string | null;
  members: MemberResource[];
  messages: MessageResource[];
  has_more: boolean;
}

/** A client of the chat that keeps what it hears. */
export class Talker {
  readonly heard: MessageResource[] = [];

  constructor(readonly socket: Socket) {
    socket.on('escrow.message', (message: MessageResource) => this.heard.push(message));
  }

  ask<T = unknown>(event: string, payload?: unknown): Promise<Answer<T>> {
    return this.socket.timeout(10_000).emitWithAck(event, payload) as Promise<Answer<T>>;
  }

  join = (id: string, after?: number) => this.ask<JoinedRoom>('join-room', { id, after });

  say = (room_id: string, body: string, client_id = newId()) =>
    this.ask<MessageResource>('send-message', { room_id, client_id, body });

  /** The next event of this name, or the next of which this is true. */
  next<T>(event: string, isMeant: (payload: T) => boolean = () => true): Promise<T> {
    return new Promise((resolve) => {
      const listen = (payload: T) => {
        if (!isMeant(payload)) return;
        this.socket.off(event, listen);
        resolve(payload);
      };
      this.socket.on(event, listen);
    });
  }
}

type Options = Partial<ManagerOptions & SocketOptions>;

/** Connects somebody to a web process; the talker is closed by whoever made it. */
export async function talkerAt(url: string, user: User | null, options: Options = {}): Promise<Talker> {
  const auth = user ? { token: await accessTokenOf(user) } : {};
  const socket = io(url, { auth, reconnection: false, forceNew: true, ...options });
  const talker = new Talker(socket);
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return talker;
}

interface ChatServer {
  url(): string;
  connect(user: User | null, options?: Options): Promise<Talker>;
}

/** Serves the customers' sockets for the tests of the `describe` block in which it is called. */
export function useChat(): ChatServer {
  let http: HttpServer;
  let stopRecheck: () => void;
  const talkers: Talker[] = [];
  const url = () => `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
  before(async () => {
    http = createServer();
    stopRecheck = openCustomerSockets(await openSockets(http), customerOfSocket);
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  });
  after(async () => {
    for (const { socket } of talkers) socket.disconnect();
    stopRecheck();
    await closeSockets();
  });
  return {
    url,
    async connect(user, options) {
      const talker = await talkerAt(url(), user, options);
      talkers.push(talker);
      return talker;
    },
  };
}

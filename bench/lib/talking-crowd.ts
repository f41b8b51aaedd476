import { io, type Socket } from 'socket.io-client';
import type { Store } from '../../test/faults/harness.js';
import { newId } from '../../src/platform/ids.js';
import { closedLoop, type Figures } from './measure.js';

/** A person in a room, and who hears them there. */
export interface Seat {
  roomId: string;
  memberId: string;
  token: string;
}

const password = 'sandi-uji-coba-7';

async function openAccount({ url }: Store, at: number): Promise<string> {
  const response = await fetch(`${url}/api/v1/auth/register`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      name: 'Sari Wulandari',
      email: `warga-${at}@contoh.test`,
      phone: `08121${String(at + 1).padStart(7, '0')}`,
      password,
    }),
  });
  if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
  return ((await response.json()) as { data: { access_token: string } }).data.access_token;
}

/** Accounts over HTTP, eight at a time. */
export async function tokensOf(store: Store, count: number): Promise<Map<string, string>> {
  const tokens = new Map<string, string>();
  const left = Array.from({ length: count }, (_, at) => at);
  const worker = async () => {
    for (let at = left.shift(); at !== undefined; at = left.shift()) {
      const token = await openAccount(store, at);
      const [, claims = ''] = token.split('.');
      const { sub } = JSON.parse(Buffer.from(claims, 'base64url').toString()) as { sub: string };
      tokens.set(sub, token);
    }
  };
  await Promise.all(Array.from({ length: 8 }, worker));
  return tokens;
}

/** Rooms of two, made by hand: who may open one is not what is measured. */
export async function roomsFor(store: Store, tokens: Map<string, string>): Promise<[Seat, Seat][]> {
  const now = new Date();
  const people = [...tokens];
  const pairs = people.flatMap((one, at) => (at % 2 === 0 ? [[one, people[at + 1]] as const] : []));
  const made = pairs.flatMap(([buyer, seller]): [Seat, Seat][] => {
    const roomId = newId();
    if (!seller) return [];
    return [
      [
        { roomId, memberId: newId(), token: buyer[1] },
        { roomId, memberId: newId(), token: seller[1] },
      ],
    ];
  });
  await store.rows('INSERT INTO rooms (id, kind, created_at, updated_at) VALUES ?', [
    made.map(([{ roomId }]) => [roomId, 'escrow', now, now]),
  ]);
  const members = made.flatMap((seats, at) =>
    seats.map(({ roomId, memberId }, side) => {
      const [userId] = pairs[at]?.[side] ?? [];
      return [memberId, roomId, userId, side === 0 ? 'BUYER' : 'SELLER', now];
    }),
  );
  await store.rows('INSERT INTO room_members (id, room_id, user_id, role, created_at) VALUES ?', [members]);
  return made;
}

/** How a chat is spoken to. */
export interface Dialect {
  auth?: (seat: Seat) => object;
  join(socket: Socket, seat: Seat): Promise<unknown>;
  say(socket: Socket, seat: Seat, body: string): Promise<unknown>;
  /** The event that brings a message, which has its `body`. */
  event: string;
}

const reached = (socket: Socket): Promise<void> =>
  new Promise((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });

/** People who stand in their rooms on two processes, the two of a room on different ones. */
export class TalkingCrowd {
  private readonly expected = new Map<string, () => void>();
  private spoken = 0;
  /** How many messages were told to the other side. */
  delivered = 0;

  private constructor(
    private readonly dialect: Dialect,
    private readonly pairs: [Seat, Seat][],
    private readonly sockets: [Socket, Socket][],
  ) {}

  static async seat(dialect: Dialect, pairs: [Seat, Seat][], urls: [string, string]): Promise<TalkingCrowd> {
    const sockets: [Socket, Socket][] = [];
    const crowd = new TalkingCrowd(dialect, pairs, sockets);
    for (const pair of pairs) {
      const both = pair.map((seat, side) =>
        io(urls[side] ?? '', {
          transports: ['websocket'],
          forceNew: true,
          reconnection: false,
          auth: dialect.auth?.(seat) ?? {},
        }),
      ) as [Socket, Socket];
      await Promise.all(both.map(reached));
      await Promise.all(both.map((socket, side) => dialect.join(socket, pair[side] as Seat)));
      both.forEach((socket, side) => socket.on(dialect.event, ({ body }) => crowd.hear(String(body), side)));
      sockets.push(both);
    }
    return crowd;
  }

  /** Everybody in a room hears a message; what counts is that the other side did. */
  private hear(body: string, side: number): void {
    const [name = '', from] = body.split(' ');
    if (Number(from) === side) return;
    this.delivered += 1;
    this.expected.get(name)?.();
    this.expected.delete(name);
  }

  /** One message from somebody to the other side of their room, until it is heard there and acknowledged here. */
  private async exchange(): Promise<void> {
    this.spoken += 1;
    const [at, side] = [Math.floor(Math.random() * this.pairs.length), this.spoken % 2];
    const [socket, seat] = [this.sockets[at]?.[side], this.pairs[at]?.[side]];
    if (!socket || !seat) throw new Error('Nobody sits there.');
    const name = `m${this.spoken}`;
    const heard = new Promise<void>((resolve) => this.expected.set(name, resolve));
    await Promise.all([
      heard,
      this.dialect.say(socket, seat, `${name} ${side} Barangnya sudah saya kirim, Kak`),
    ]);
  }

  /** So many messages under way at a time, in rooms taken by chance. */
  talk = (clients: number, seconds: number): Promise<Figures> =>
    closedLoop(clients, seconds, () => this.exchange());

  leave(): void {
    for (const socket of this.sockets.flat()) socket.disconnect();
  }
}

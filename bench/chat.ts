import { newId } from '../src/platform/ids.js';
import { compare } from './lib/rounds.js';
import { openShop } from './lib/shop.js';
import { startSideServer } from './lib/side-server.js';
import { roomsFor, TalkingCrowd, tokensOf, type Dialect } from './lib/talking-crowd.js';

// Messages a second, and how long one takes to the other side, with 1,000 sockets in 500 rooms on two web processes: each
// message checked for the sender's right to it, numbered, committed and told. Beside bare Socket.IO servers, also two: one
// that stores a numbered row and asks nobody anything, and one that stores nothing.

const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);
const seconds = Number(process.env['BENCH_SECONDS'] ?? 4);
const people = Number(process.env['BENCH_SOCKETS'] ?? 1_000);

interface Reply {
  problem?: object;
}

const amanah: Dialect = {
  event: 'escrow.message',
  auth: ({ token }) => ({ token }),
  async join(socket, { roomId }) {
    const { problem } = (await socket.emitWithAck('join-room', { id: roomId })) as Reply;
    if (problem) throw new Error(JSON.stringify(problem));
  },
  async say(socket, { roomId }, body) {
    const message = { room_id: roomId, client_id: newId(), body };
    const { problem } = (await socket.emitWithAck('send-message', message)) as Reply;
    if (problem) throw new Error(JSON.stringify(problem));
  },
};

const bare: Dialect = {
  event: 'said',
  join: (socket, { roomId }) => socket.emitWithAck('join', roomId),
  say: (socket, { roomId, memberId }, body) =>
    socket.emitWithAck('say', { room: roomId, member: memberId, body }),
};

const shop = await openShop();
const { store } = shop;
const sideServers = await Promise.all(
  ['yes', 'yes', 'no', 'no'].map((STORES) =>
    startSideServer('bare-chat-server.ts', {
      STORES,
      DATABASE_URL: store.setting('DATABASE_URL'),
      REDIS_URL: store.setting('REDIS_URL'),
      REDIS_PREFIX: store.setting('REDIS_PREFIX'),
    }),
  ),
);
const crowds: TalkingCrowd[] = [];

/** Rooms of its own for each, so that none writes where another does. */
async function seat(dialect: Dialect, urls: string[], tokens: Map<string, string>): Promise<TalkingCrowd> {
  const crowd = await TalkingCrowd.seat(dialect, await roomsFor(store, tokens), urls as [string, string]);
  crowds.push(crowd);
  return crowd;
}

try {
  const tokens = await tokensOf(store, people);
  const [first, second, third, fourth] = sideServers.map(({ port }) => `http://127.0.0.1:${port}`);
  const storing = await seat(bare, [first ?? '', second ?? ''], tokens);
  const ours = await seat(amanah, shop.urls, tokens);
  const fleeting = await seat(bare, [third ?? '', fourth ?? ''], tokens);
  const variants = [
    { name: 'bare Socket.IO that stores', run: storing.talk },
    { name: 'Amanah', run: ours.talk },
    { name: 'bare Socket.IO, nothing stored', run: fleeting.talk },
  ];
  for (const clients of [16, 128])
    await compare(`Messages with ${people} sockets in ${people / 2} rooms`, variants, {
      clients,
      rounds,
      seconds,
      target: { of: 'Amanah', ratio: 0.5, p99: 3 },
    });
  const stored = await store.count(
    'SELECT COUNT(*) AS count FROM messages m JOIN rooms r ON r.id = m.room_id AND m.sequence <= r.last_sequence',
  );
  const told = storing.delivered + ours.delivered;
  console.log(`${stored} messages stored, ${told} of them told to the other side.`);
  if (stored !== told) throw new Error('Something was stored and not told, or told and not stored.');
} finally {
  for (const crowd of crowds) crowd.leave();
  for (const server of sideServers) await server.end();
  await shop.close();
}

import type { Server as HttpServer } from 'node:http';
import { createAdapter } from '@socket.io/redis-adapter';
import type { Redis } from 'ioredis';
import { Server, type Namespace, type Socket } from 'socket.io';
import { config } from './config.js';
import { DomainError } from './errors.js';
import type { Locale } from './i18n.js';
import { logger } from './logger.js';
import { isRedisReady, redis, redisKey, subscriberRedis } from './redis.js';

/**
 * A message to browsers: ids and a sequence, never a record. Clients fetch what they may see. What is said in a room is
 * the exception: whoever stands in its socket room has been let in, and would fetch the very same.
 */
export interface Signal {
  namespace: '/' | '/staff';
  /** Who is in several of them hears it once. */
  rooms: string[];
  event: string;
  payload: object;
}

let server: Server | undefined;
let connections: Redis[] = [];
const channel = () => redisKey('signals');

/** Names of rooms: a customer's own devices, one guest's order page, everybody at the console. */
export const rooms = {
  user: (userId: string) => `user:${userId}`,
  order: (transactionId: string) => `order:${transactionId}`,
  /** Where people talk, by the language in which they read the lines of the shop. */
  talk: (roomId: string, locale: Locale) => `room:${roomId}:${locale}`,
  staff: 'staff',
};

/** Whether a socket stands where people talk. */
export const isInTalk = (socket: Socket): boolean =>
  [...socket.rooms].some((room) => room.startsWith('room:'));

/** A packet is written out even when nobody is there to hear it, so that is looked at first. */
function deliver({ namespace, rooms: heard, event, payload }: Signal): void {
  const here = server?.of(namespace);
  const inhabited = heard.filter((room) => here?.adapter.rooms.has(room));
  if (inhabited.length > 0) here?.local.to(inhabited).emit(event, payload);
}

/** Nobody sees so short a delay. */
const gatherMs = 20;
let waiting: Signal[] = [];

function publishWaiting(): void {
  const messages = waiting;
  waiting = [];
  if (isRedisReady())
    redis()
      .publish(channel(), JSON.stringify(messages))
      .catch(() => undefined);
  else messages.forEach(deliver);
}

/**
 * Best effort from any process: browsers that missed it ask for what they missed when they come back. What is said in
 * the same moment travels together, because every message through Redis wakes every web process.
 */
export function signal(message: Signal): void {
  if (waiting.length === 0) setTimeout(publishWaiting, gatherMs).unref();
  waiting.push(message);
}

/** Socket.IO on the web server, with polling as the fallback and Redis between several web processes. */
export async function openSockets(http: HttpServer): Promise<Server> {
  const opened = new Server(http, {
    serveClient: true,
    maxHttpBufferSize: 16_384,
    cors: { origin: false },
    allowRequest: (req, decide) => {
      const { origin } = req.headers;
      decide(null, origin === undefined || origin === new URL(config.PUBLIC_URL).origin);
    },
  });
  const [out, incoming, signals] = ['sockets-out', 'sockets-in', 'signals'].map(subscriberRedis) as [
    Redis,
    Redis,
    Redis,
  ];
  opened.adapter(createAdapter(out, incoming, { key: redisKey('io') }));
  server = opened;
  connections = [out, incoming, signals];
  signals.on('message', (_channel, text) => (JSON.parse(text) as Signal[]).forEach(deliver));
  await Promise.race([signals.subscribe(channel()), new Promise((resolve) => setTimeout(resolve, 1_000))]);
  return opened;
}

export async function closeSockets(): Promise<void> {
  const open = server;
  server = undefined;
  await open?.close();
  for (const connection of connections) connection.disconnect();
  connections = [];
}

/** Who is at the other end, counted back from the proxies that are ours; what lies before them is hearsay. */
export function clientAddress({ handshake }: Socket): string {
  const passed = String(handshake.headers['x-forwarded-for'] ?? '').split(',');
  const hops = config.TRUST_PROXY_HOPS;
  return (hops > 0 ? passed.at(-hops)?.trim() : undefined) || handshake.address;
}

/** Wraps a listener, because one thrown error would stop the process. */
export function on(
  socket: Socket,
  event: string,
  listener: (payload: unknown) => void | Promise<void>,
): void {
  socket.on(event, (payload: unknown) => {
    Promise.resolve()
      .then(() => listener(payload))
      .catch((error: unknown) => {
        if (!(error instanceof DomainError)) logger.warn({ err: error, event }, 'socket listener failed');
      });
  });
}

/** A refusal ends the connection; a database that does not answer cuts nobody off. */
async function checkAll(namespace: Namespace, allowed: (socket: Socket) => Promise<boolean>): Promise<void> {
  for (const socket of namespace.sockets.values()) {
    const still = await allowed(socket).catch(
      (error: unknown) => !(error instanceof DomainError) || error.status >= 500,
    );
    if (!still) socket.disconnect(true);
  }
}

/** Looks again and again whether connected people still may be; those who may not are cut off. */
export function recheck(
  namespace: Namespace,
  everyMs: number,
  allowed: (socket: Socket) => Promise<boolean>,
): () => void {
  const timer = setInterval(() => void checkAll(namespace, allowed), everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

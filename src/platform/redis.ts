import type { Writable } from 'node:stream';
import { Redis, type RedisOptions } from 'ioredis';
import { config } from './config.js';
import { logger } from './logger.js';
import { noteRedisError } from './redis-errors.js';

const connections = new Set<Redis>();

function connect(role: string, options: RedisOptions): Redis {
  const client = new Redis(config.REDIS_URL, {
    connectTimeout: 2_000,
    retryStrategy: (tries) => Math.min(100 * tries, 2_000),
    ...options,
  });
  let reported = false;
  client.on('error', (error) => {
    noteRedisError(error);
    if (!reported) logger.warn({ err: error.message, role }, 'Redis is not reachable; trying again');
    reported = true;
  });
  client.on('ready', () => {
    reported = false;
  });
  connections.add(client);
  client.on('end', () => connections.delete(client));
  // Bull ends its blocking connections and opens them anew when it is paused.
  client.on('connect', () => connections.add(client));
  return client;
}

let commands: Redis | undefined;
/** Whoever only asks whether Redis is there must not open it again behind the back of who closed it. */
let isClosed = false;

/** Sends what is said in one turn of the loop in one write: each by itself costs a call of the system. */
function gatherWrites(client: Redis): Redis {
  const send = client.sendCommand.bind(client);
  let gathering: Writable | undefined;
  client.sendCommand = (command, into) => {
    const stream = client.stream as Writable | undefined;
    if (stream && stream !== gathering) {
      gathering = stream;
      stream.cork();
      setImmediate(() => {
        gathering = undefined;
        stream.uncork();
      });
    }
    return send(command, into);
  };
  return client;
}

/** After a command that nobody answered, Redis counts as away for a while: one wait, not one for each command. */
const restMs = 5_000;
let restingUntil = 0;

function restAfterSilence(client: Redis): Redis {
  const send = client.sendCommand.bind(client);
  client.sendCommand = (command, stream) => {
    const reply = send(command, stream);
    Promise.resolve(reply).catch((error: unknown) => {
      if (!(error instanceof Error) || error.message !== 'Command timed out') return;
      noteRedisError(error);
      restingUntil = Date.now() + restMs;
    });
    return reply;
  };
  return client;
}

/** For commands on a request's path: fails at once when Redis is away, so that sales do not hang with it. */
export function redis(): Redis {
  isClosed = false;
  commands ??= restAfterSilence(
    gatherWrites(
      connect('commands', { enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: 700 }),
    ),
  );
  return commands;
}

/**
 * A connection of its own for subscribers and adapters; waits for Redis instead of failing. It is not asked whether it
 * is ready: a Redis that is still loading takes subscribers, and no other question afterwards.
 */
export const subscriberRedis = (role: string): Redis =>
  connect(role, { maxRetriesPerRequest: null, enableReadyCheck: false });

/** Bull blocks on its connections and refuses per-request limits. */
export const queueRedis = (role: string): Redis =>
  connect(role, { maxRetriesPerRequest: null, enableReadyCheck: false });

export const isRedisReady = (): boolean =>
  !isClosed && redis().status === 'ready' && Date.now() >= restingUntil;

/** Whether a connection of this process was lost and has not come back. */
export const hasBrokenConnection = (): boolean =>
  [...connections].some(({ status }) => status === 'reconnecting' || status === 'close');

export function closeRedis(): void {
  for (const client of connections) client.disconnect();
  connections.clear();
  commands = undefined;
  isClosed = true;
}

/** Every key of this store begins with its prefix, so that several stores can share one Redis. */
export const redisKey = (...parts: string[]): string => [config.REDIS_PREFIX, ...parts].join(':');

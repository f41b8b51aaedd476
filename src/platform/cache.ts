import { Counter } from 'prom-client';
import { logger } from './logger.js';
import { metrics } from './metrics.js';
import { isRedisReady, redis, redisKey } from './redis.js';

interface Remembered {
  value: unknown;
  /** Until then nobody asks Redis. */
  nearUntil: number;
  until: number;
}

/** How long a process answers from its own memory: what another process changed shows after this at the latest. */
const nearMs = 1_000;
const memory = new Map<string, Remembered>();
const mostRemembered = 2_000;

const reads = new Counter({
  name: 'cache_reads_total',
  help: 'Cache reads by where the answer came from.',
  labelNames: ['from'],
  registers: [metrics],
});

/** Everybody who asks gets the same object, so nobody may change it. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen);
  return value;
}

function keepInMemory<T>(key: string, value: T, ttlSeconds: number): T {
  const now = Date.now();
  if (memory.size >= mostRemembered) memory.delete(memory.keys().next().value ?? '');
  memory.set(key, { value: frozen(value), nearUntil: now + nearMs, until: now + ttlSeconds * 1_000 });
  return value;
}

async function fromRedis(key: string): Promise<string | null> {
  try {
    return await redis().get(key);
  } catch (error) {
    logger.debug({ err: error }, 'cache falls back to memory');
    return null;
  }
}

/** The remembered value: the nearest while it is young, Redis's, or any that is left while Redis is away. */
async function read<T>(key: string, ttlSeconds: number): Promise<{ value: T; from: string } | null> {
  const kept = memory.get(key);
  const now = Date.now();
  if (kept && now < kept.nearUntil) return { value: kept.value as T, from: 'memory' };
  const text = isRedisReady() ? await fromRedis(key) : null;
  if (text !== null) return { value: keepInMemory(key, JSON.parse(text) as T, ttlSeconds), from: 'redis' };
  if (!isRedisReady() && kept && now < kept.until) return { value: kept.value as T, from: 'memory' };
  return null;
}

/** Cached answers that may be a little old. They are shared, so they are frozen, and plain: what JSON can hold. */
export const cache = {
  /** The cached value, or the loaded one, kept for the given time. Keys are parts, so that all look alike. */
  async remember<T>(parts: string[], ttlSeconds: number, load: () => Promise<T>): Promise<T> {
    const key = redisKey('cache', ...parts);
    const found = await read<T>(key, ttlSeconds);
    reads.inc({ from: found?.from ?? 'nowhere' });
    if (found) return found.value;
    const loaded = keepInMemory(key, await load(), ttlSeconds);
    if (isRedisReady())
      await redis()
        .set(key, JSON.stringify(loaded), 'EX', ttlSeconds)
        .catch(() => undefined);
    return loaded;
  },

  /** Forgets one key everywhere that this process can reach. */
  async forget(...parts: string[]): Promise<void> {
    const key = redisKey('cache', ...parts);
    memory.delete(key);
    if (isRedisReady())
      await redis()
        .del(key)
        .catch(() => undefined);
  },
};

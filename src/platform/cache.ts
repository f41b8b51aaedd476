import { Counter } from 'prom-client';
import { logger } from './logger.js';
import { metrics } from './metrics.js';
import { isRedisReady, redis, redisKey } from './redis.js';

interface Remembered {
  value: string;
  until: number;
}

const memory = new Map<string, Remembered>();
const mostRemembered = 2_000;

const reads = new Counter({
  name: 'cache_reads_total',
  help: 'Cache reads by where the answer came from.',
  labelNames: ['from'],
  registers: [metrics],
});

function remember(key: string, value: string, ttlSeconds: number): void {
  if (memory.size >= mostRemembered) memory.delete(memory.keys().next().value ?? '');
  memory.set(key, { value, until: Date.now() + ttlSeconds * 1_000 });
}

function recall(key: string): string | null {
  const found = memory.get(key);
  if (!found || found.until < Date.now()) return null;
  return found.value;
}

async function read(key: string): Promise<{ value: string | null; from: string }> {
  if (isRedisReady()) {
    try {
      const value = await redis().get(key);
      return { value, from: value === null ? 'nowhere' : 'redis' };
    } catch (error) {
      logger.debug({ err: error }, 'cache falls back to memory');
    }
  }
  const value = recall(key);
  return { value, from: value === null ? 'nowhere' : 'memory' };
}

/** Cached answers that may be a little old. Redis first, this process's memory while Redis is away. */
export const cache = {
  /** The cached value, or the loaded one, kept for the given time. Keys are parts, so that all look alike. */
  async remember<T>(parts: string[], ttlSeconds: number, load: () => Promise<T>): Promise<T> {
    const key = redisKey('cache', ...parts);
    const { value, from } = await read(key);
    reads.inc({ from });
    if (value !== null) return JSON.parse(value) as T;
    const loaded = await load();
    const text = JSON.stringify(loaded);
    remember(key, text, ttlSeconds);
    if (isRedisReady())
      await redis()
        .set(key, text, 'EX', ttlSeconds)
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

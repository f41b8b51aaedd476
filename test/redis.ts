import { once } from 'node:events';
import { redis } from '../src/platform/redis.js';
import { until } from './until.js';

/** Waits until the connection stands, which at the start of a test run takes a moment, and on a slow machine two tries. */
export async function redisReady(): Promise<void> {
  await until('Redis is reached', () => redis().status === 'ready');
}

/** Does something while Redis cannot be reached. */
export async function withoutRedis(work: () => Promise<void>): Promise<void> {
  await redisReady();
  const gone = once(redis(), 'end');
  redis().disconnect();
  await gone;
  try {
    await work();
  } finally {
    await redis().connect();
  }
}

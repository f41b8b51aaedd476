import { once } from 'node:events';
import { redis } from '../src/platform/redis.js';

/** Waits until the connection stands, which at the start of a test run takes a moment. */
export async function redisReady(): Promise<void> {
  if (redis().status !== 'ready') await once(redis(), 'ready');
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

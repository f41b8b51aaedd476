import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { config } from './config.js';
import { tooMany } from './errors.js';
import { redis, redisKey } from './redis.js';

export interface Limit {
  /** Names the counter; doors that share a name share it. */
  name: string;
  points: number;
  seconds: number;
}

const limiters = new Map<string, RateLimiterRedis>();

function limiterFor({ name, points, seconds }: Limit): RateLimiterRedis {
  const known = limiters.get(name);
  if (known) return known;
  const allowance = { points: Math.ceil(points * config.RATE_LIMIT_FACTOR), duration: seconds };
  const limiter = new RateLimiterRedis({
    storeClient: redis(),
    keyPrefix: redisKey('limit', name),
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory(allowance),
    ...allowance,
  });
  limiters.set(name, limiter);
  return limiter;
}

/** Takes one point from an allowance. @throws DomainError `too_many_requests` (429) with the seconds to wait. */
export async function spend(limit: Limit, key: string): Promise<void> {
  try {
    await limiterFor(limit).consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw tooMany(Math.max(1, Math.ceil(error.msBeforeNext / 1_000)));
  }
}

/** Gives an allowance back: a right password after two wrong ones starts afresh. */
export async function forgive(limit: Limit, key: string): Promise<void> {
  await limiterFor(limit)
    .delete(key)
    .catch(() => undefined);
}

/** For tests that replace the Redis connection. */
export const forgetLimiters = (): void => limiters.clear();

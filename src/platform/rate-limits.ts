import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { isIPv6 } from 'node:net';
import { config } from './config.js';
import { tooMany } from './errors.js';
import { isRedisReady, redis, redisKey } from './redis.js';

export interface Limit {
  /** Names the counter; doors that share a name share it. */
  name: string;
  points: number;
  seconds: number;
}

interface Limiters {
  shared: RateLimiterRedis;
  own: RateLimiterMemory;
}

const limiters = new Map<string, Limiters>();

function limitersFor({ name, points, seconds }: Limit): Limiters {
  const known = limiters.get(name);
  if (known) return known;
  const allowance = { points: Math.ceil(points * config.RATE_LIMIT_FACTOR), duration: seconds };
  const own = new RateLimiterMemory(allowance);
  const shared = new RateLimiterRedis({
    storeClient: redis(),
    keyPrefix: redisKey('limit', name),
    rejectIfRedisNotReady: true,
    insuranceLimiter: own,
    ...allowance,
  });
  limiters.set(name, { shared, own });
  return { shared, own };
}

/** All processes count together; while Redis is away each counts for itself. */
function limiterFor(limit: Limit): RateLimiterRedis | RateLimiterMemory {
  const { shared, own } = limitersFor(limit);
  return isRedisReady() ? shared : own;
}

/** The first 64 bits of an IPv6 address: one customer holds a whole /64 and can walk through it. */
function prefixOf(address: string): string {
  const [head = '', tail = ''] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const missing = address.includes('::') ? 8 - groups.length - (tail === '' ? 0 : tail.split(':').length) : 0;
  const all = [
    ...groups,
    ...Array<string>(Math.max(0, missing)).fill('0'),
    ...(tail === '' ? [] : tail.split(':')),
  ];
  return `${all
    .slice(0, 4)
    .map((group) => parseInt(group, 16).toString(16))
    .join(':')}::/64`;
}

/** Addresses count by network: an IPv4 address, also when it is mapped into IPv6, or the /64 of an IPv6 one. */
export function networkOf(key: string): string {
  const address = key.replace(/^::ffff:(?=\d+\.)/i, '');
  return isIPv6(address) ? prefixOf(address) : address;
}

/** Takes one point from an allowance; a key that is an address counts by network. @throws DomainError `too_many_requests` (429) with the seconds to wait. */
export async function spend(limit: Limit, key: string): Promise<void> {
  try {
    await limiterFor(limit).consume(networkOf(key));
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw tooMany(Math.max(1, Math.ceil(error.msBeforeNext / 1_000)));
  }
}

/** Gives an allowance back: a right password after two wrong ones starts afresh. */
export async function forgive(limit: Limit, key: string): Promise<void> {
  await limiterFor(limit)
    .delete(networkOf(key))
    .catch(() => undefined);
}

/** Gives one point back: it was not the owner of the allowance who took it. */
export async function giveBack(limit: Limit, key: string): Promise<void> {
  await limiterFor(limit)
    .reward(networkOf(key))
    .catch(() => undefined);
}

/** For tests that replace the Redis connection. */
export const forgetLimiters = (): void => limiters.clear();

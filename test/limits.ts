import type { Limit } from '../src/platform/rate-limits.js';
import { redis, redisKey } from '../src/platform/redis.js';

/** Uses an allowance up, as if somebody had tried for hours. */
export async function exhaust(
  { name, seconds }: Pick<Limit, 'name' | 'seconds'>,
  key: string,
): Promise<void> {
  await redis().set(redisKey('limit', name, key), 1_000_000_000, 'EX', seconds);
}

/** Gives a used-up allowance back, so that the next test finds it whole. */
export const replenish = ({ name }: Pick<Limit, 'name'>, key: string): Promise<number> =>
  redis().del(redisKey('limit', name, key));

/** How much of an allowance is spent. */
export const spent = async ({ name }: Pick<Limit, 'name'>, key: string): Promise<number> =>
  Number((await redis().get(redisKey('limit', name, key))) ?? 0);

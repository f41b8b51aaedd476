import { RateLimiterMemory, RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { config } from '../../platform/config.js';
import { redis, redisKey } from '../../platform/redis.js';

/** Answers 0 when a call may go now, else the milliseconds after which to come again. */
export type Pace = () => Promise<number>;

/** Those who come in one crowd are sent away for different times, so that they do not all come back at once. */
const turnOf = ({ msBeforeNext, consumedPoints }: RateLimiterRes, perSecond: number): number =>
  Math.ceil(msBeforeNext) + Math.floor((consumedPoints - perSecond - 1) / perSecond) * 1_000;

/** A number of calls per second, shared by all workers through Redis and kept per process while Redis is away. */
export function createPace(name: string, perSecond: number): Pace {
  const allowance = { points: perSecond, duration: 1 };
  const limiter = new RateLimiterRedis({
    storeClient: redis(),
    keyPrefix: redisKey('pace'),
    rejectIfRedisNotReady: true,
    insuranceLimiter: new RateLimiterMemory(allowance),
    ...allowance,
  });
  return async () => {
    try {
      await limiter.consume(name);
      return 0;
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      return Math.max(1, turnOf(error, perSecond));
    }
  };
}

let digiflazz: Pace | undefined;

/** Bounds the purchases started per second, so that a backlog drains politely. */
export const digiflazzPace: Pace = () => {
  digiflazz ??= createPace('digiflazz', config.DIGIFLAZZ_RATE_PER_SECOND);
  return digiflazz();
};

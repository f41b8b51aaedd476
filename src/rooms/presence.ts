import { clock } from '../platform/clock.js';
import { isRedisReady, redis, redisKey } from '../platform/redis.js';

/** A web process that dies takes nobody's leave; whoever is not heard of for so long has gone. */
const lastsMs = 75_000;
export const renewEveryMs = 30_000;

/** One device of one member. */
export interface Seat {
  roomId: string;
  memberId: string;
  socketId: string;
}

const keyOf = (roomId: string): string => redisKey('presence', roomId);
const nameOf = ({ memberId, socketId }: Seat): string => `${memberId}:${socketId}`;

/** Who is there is worth an attempt and no more: without Redis nobody is seen, and everybody can talk. */
async function attempt<T>(work: () => Promise<T>, otherwise: T): Promise<T> {
  return isRedisReady() ? work().catch(() => otherwise) : otherwise;
}

/** Takes a seat, or keeps it for a while longer. */
export const takeSeat = (seat: Seat): Promise<unknown> =>
  attempt(async () => {
    const now = clock.wall().getTime();
    await redis()
      .multi()
      .zadd(keyOf(seat.roomId), now + lastsMs, nameOf(seat))
      .zremrangebyscore(keyOf(seat.roomId), 0, now)
      .pexpire(keyOf(seat.roomId), lastsMs)
      .exec();
  }, undefined);

/** Members with at least one device in the room. */
export const onlineIn = (roomId: string): Promise<ReadonlySet<string>> =>
  attempt(async () => {
    const seats = await redis().zrangebyscore(keyOf(roomId), clock.wall().getTime(), '+inf');
    return new Set(seats.map((seat) => seat.split(':')[0] ?? ''));
  }, new Set<string>());

/** Gives a seat back; answers whether the member has another one there. */
export async function leaveSeat(seat: Seat): Promise<boolean> {
  await attempt(() => redis().zrem(keyOf(seat.roomId), nameOf(seat)), 0);
  return (await onlineIn(seat.roomId)).has(seat.memberId);
}

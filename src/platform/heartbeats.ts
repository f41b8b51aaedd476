import { hostname } from 'node:os';
import { clock } from './clock.js';
import { query } from './database.js';
import { newId } from './ids.js';
import { repeat, type Loop } from './loop.js';
import { answers } from './probe.js';
import { hasBrokenConnection, redis } from './redis.js';
import { recentRedisErrors } from './redis-errors.js';

export const processKinds = ['web', 'worker', 'scheduler'] as const;
export type ProcessKind = (typeof processKinds)[number];

const beatMs = 10_000;
/** Whoever missed three beats stands still or is dead. */
const silentAfterMs = 35_000;
/** A process that died stays on the page for so long, and then its row goes. */
const forgottenAfterMs = 10 * 60_000;

/** One process of the shop as it tells of itself. No secrets: whoever reads this sees names of machines at most. */
export interface Heartbeat {
  id: string;
  /** One process may do the work of several kinds. */
  kinds: ProcessKind[];
  host: string;
  pid: number;
  startedAt: Date;
  seenAt: Date;
  /** Whether it has been heard of lately. */
  isAlive: boolean;
  isRedisUp: boolean;
  /** How many errors it had with Redis in the last minutes, and the class of the newest. */
  redisErrors: number;
  redisError: string | null;
}

export type Self = Pick<Heartbeat, 'id' | 'kinds' | 'startedAt'>;

export const newSelf = (kinds: ProcessKind[]): Self => ({ id: newId(), kinds, startedAt: clock.wall() });

const isRedisUp = async (): Promise<boolean> =>
  (await answers(redis().ping())) === 'up' && !hasBrokenConnection();

/** Writes down that this process lives and how it stands with Redis, and forgets those that are long gone. */
export async function beat({ id, kinds, startedAt }: Self): Promise<void> {
  const isUp = await isRedisUp();
  const { count, newest } = recentRedisErrors();
  const wall = clock.wall();
  await query(
    `INSERT INTO heartbeats (id, kinds, host, pid, started_at, seen_at, redis_up, redis_errors, redis_error)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON DUPLICATE KEY UPDATE seen_at = VALUES(seen_at), redis_up = VALUES(redis_up),
       redis_errors = VALUES(redis_errors), redis_error = VALUES(redis_error);
     DELETE FROM heartbeats WHERE seen_at < ?`,
    [
      ...[id, kinds.join(','), hostname().slice(0, 64), process.pid, startedAt, wall],
      ...[isUp, count, newest],
      new Date(wall.getTime() - forgottenAfterMs),
    ],
  );
}

/** Takes the row of a process away, because it ends of its own will. */
export const leave = async ({ id }: Self): Promise<void> =>
  void (await query('DELETE FROM heartbeats WHERE id = ?', [id]));

/** Beats until stopped. It writes to the database, where it is read while Redis is away. */
export function startHeartbeat(kinds: ProcessKind[]): Pick<Loop, 'stop'> {
  const self = newSelf(kinds);
  const loop = repeat('heartbeat', beatMs, async () => (await beat(self), false));
  return {
    async stop() {
      await loop.stop();
      await leave(self);
    },
  };
}

interface HeartbeatRow {
  id: string;
  kinds: string;
  host: string;
  pid: number;
  started_at: Date;
  seen_at: Date;
  redis_up: number;
  redis_errors: number;
  redis_error: string | null;
}

const toHeartbeat = (row: HeartbeatRow): Heartbeat => ({
  id: row.id,
  kinds: row.kinds.split(',') as ProcessKind[],
  host: row.host,
  pid: Number(row.pid),
  startedAt: new Date(row.started_at),
  seenAt: new Date(row.seen_at),
  isAlive: clock.wall().getTime() - new Date(row.seen_at).getTime() < silentAfterMs,
  isRedisUp: Number(row.redis_up) === 1,
  redisErrors: Number(row.redis_errors),
  redisError: row.redis_error,
});

/** Every process that was heard of in the last ten minutes. */
export const heartbeats = async (): Promise<Heartbeat[]> =>
  (await query<HeartbeatRow>('SELECT * FROM heartbeats ORDER BY started_at, id')).map(toHeartbeat);

export type KindCondition = 'ok' | 'degraded';

const isSound = ({ isRedisUp: isUp, redisErrors }: Heartbeat): boolean => isUp && redisErrors === 0;

/** A kind of process is fine when at least one lives, and none that lives has trouble with Redis. */
export function conditionOf(kind: ProcessKind, beats: Heartbeat[]): KindCondition {
  const alive = beats.filter(({ kinds, isAlive }) => isAlive && kinds.includes(kind));
  return alive.length > 0 && alive.every(isSound) ? 'ok' : 'degraded';
}

export function conditionsOf(beats: Heartbeat[]): Record<ProcessKind, KindCondition> {
  const [web, worker, scheduler] = processKinds.map((kind) => conditionOf(kind, beats));
  return { web, worker, scheduler } as Record<ProcessKind, KindCondition>;
}

import { clock } from '../../src/platform/clock.js';
import { database } from '../../src/platform/database.js';
import { conditionOf, heartbeats, processKinds, type Heartbeat } from '../../src/platform/heartbeats.js';
import { readiness } from '../../src/platform/health.js';
import type { QueueName } from '../../src/platform/jobs.js';
import { redisCounts } from '../../src/platform/queues.js';
import { errorWindowMinutes } from '../../src/platform/redis-errors.js';
import { WorkQueue } from '../../src/platform/work-queue.entity.js';
import { queueHealth, type QueueHealth } from '../../src/reports/index.js';
import { StaffAccount } from '../../src/staff/index.js';
import { listOf } from '../dashboards/links.js';
import type { LoadPage } from '../pages.js';
import { may } from '../viewer.js';
import type { KindState, ProcessState, QueueDeskData, QueueState } from './components/queue-desk-data.js';

const stateOf = ({ isAlive, isRedisUp, redisErrors }: Heartbeat): ProcessState['state'] => {
  if (!isAlive) return 'silent';
  return isRedisUp && redisErrors === 0 ? 'ok' : 'degraded';
};

const presentProcess = (beat: Heartbeat): ProcessState => ({
  id: beat.id,
  kinds: beat.kinds,
  host: beat.host,
  pid: beat.pid,
  started_at: beat.startedAt.toISOString(),
  seen_at: beat.seenAt.toISOString(),
  state: stateOf(beat),
  redis_up: beat.isRedisUp,
  redis_errors: beat.redisErrors,
  redis_error: beat.redisError,
});

const presentKinds = (beats: Heartbeat[]): KindState[] =>
  processKinds.map((kind) => ({
    kind,
    condition: conditionOf(kind, beats),
    processes: beats.filter(({ kinds }) => kinds.includes(kind)).map(presentProcess),
  }));

const nobody: Omit<QueueHealth, 'queue'> = {
  pending: 0,
  delayed: 0,
  sent: 0,
  running: 0,
  dead: 0,
  oldestAgeMs: null,
};

async function presentQueue(
  queue: WorkQueue,
  all: QueueHealth[],
  names: Map<string, string>,
): Promise<QueueState> {
  const { name, status, pausedAt, pausedBy, drainedAt } = queue;
  const health = all.find((each) => each.queue === name) ?? { queue: name, ...nobody };
  const { pending, delayed, sent, running, dead, oldestAgeMs } = health;
  const counts = await redisCounts(name as QueueName);
  return {
    ...{ id: queue.id, name, status, pause_reason: queue.pauseReason },
    paused_at: pausedAt?.toISOString() ?? null,
    paused_by: pausedBy && (names.get(pausedBy) ?? null),
    drained_at: drainedAt?.toISOString() ?? null,
    ...{ waiting: pending + sent - running, running, delayed, dead },
    in_redis: counts?.waiting ?? null,
    oldest_at: oldestAgeMs === null ? null : new Date(clock.wall().getTime() - oldestAgeMs).toISOString(),
    waiting_href: listOf('OutboxJob', { queue: name, status: 'PENDING,SENT' }),
    dead_href: listOf('OutboxJob', { queue: name, status: 'DEAD' }),
  };
}

/** Names of those who paused a queue. */
async function namesOf(queues: WorkQueue[]): Promise<Map<string, string>> {
  const ids = queues.flatMap(({ pausedBy }) => pausedBy ?? []);
  if (ids.length === 0) return new Map();
  const found = await database()
    .getRepository(StaffAccount)
    .findBy(ids.map((id) => ({ id })));
  return new Map(found.map(({ id, name }) => [id, name]));
}

/** Every process with how it stands with Redis, and every queue with what waits in it. */
export const queueDeskPage: LoadPage = async (_query, viewer) => {
  const [{ redis }, beats, all, queues] = await Promise.all([
    readiness(),
    heartbeats(),
    queueHealth(),
    database()
      .getRepository(WorkQueue)
      .find({ order: { id: 'ASC' } }),
  ]);
  const names = await namesOf(queues);
  const data: QueueDeskData = {
    redis,
    kinds: presentKinds(beats),
    queues: await Promise.all(queues.map((queue) => presentQueue(queue, all, names))),
    may_manage: may(viewer, 'queues.manage'),
    error_minutes: errorWindowMinutes,
  };
  return { ...data };
};

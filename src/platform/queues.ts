import Queue from 'bull';
import type { Redis } from 'ioredis';
import { config } from './config.js';
import { logger } from './logger.js';
import { inTime } from './probe.js';
import { isRedisReady, queueRedis } from './redis.js';
import { noteRedisError } from './redis-errors.js';
import type { QueueName } from './jobs.js';

/** What travels through Redis: ids only. The row in SQL is the truth, Redis the fast road. */
export interface Delivery {
  id: string;
  attempt: number;
  job: string;
  payload: Record<string, unknown>;
  requestId: string | null;
}

const open = new Map<QueueName, Queue.Queue<Delivery>>();
let shared: { client: Redis; subscriber: Redis } | undefined;

/** A queue hears a connection's errors for good, once more while it waits for it, and once more while it closes. */
const listenersPerQueue = 3;

/** All queues hang on the same two connections, which therefore have more listeners than Node expects of one. */
function createClient(type: 'client' | 'subscriber' | 'bclient'): Redis {
  if (type === 'bclient') return queueRedis('bull-blocking');
  shared ??= { client: queueRedis('bull'), subscriber: queueRedis('bull-events') };
  const client = shared[type];
  return client.setMaxListeners(client.getMaxListeners() + listenersPerQueue);
}

/** The Bull queue of a name; retries and the dead list live in the outbox, so Bull forgets finished jobs at once. */
export function queue(name: QueueName): Queue.Queue<Delivery> {
  const existing = open.get(name);
  if (existing) return existing;
  const created = new Queue<Delivery>(name, {
    prefix: `{${config.REDIS_PREFIX}}`,
    createClient: (type) => createClient(type),
    defaultJobOptions: { attempts: 1, removeOnComplete: true, removeOnFail: true },
    settings: { maxStalledCount: 0, lockDuration: config.JOB_LEASE_MS },
  });
  created.on('error', (error) => {
    // Lost connections are counted where they are made; what Redis itself refuses is told here alone.
    if (error.name === 'ReplyError') noteRedisError(error);
    logger.debug({ err: error.message, queue: name }, 'queue connection error');
  });
  created.on('stalled', (job: { data?: Delivery }) =>
    logger.warn({ queue: name, job: job.data }, 'a job stalled'),
  );
  open.set(name, created);
  return created;
}

export interface RedisCounts {
  waiting: number;
  active: number;
}

/** How many jobs of a queue lie in Redis; null while Redis is away. */
export async function redisCounts(name: QueueName): Promise<RedisCounts | null> {
  if (!isRedisReady()) return null;
  const counts = await inTime(queue(name).getJobCounts());
  return counts && { waiting: counts.waiting + counts.delayed, active: counts.active };
}

/** Throws away what of a queue lies in Redis. Answers false when Redis did not say that it is done. */
export async function emptyInRedis(name: QueueName): Promise<boolean> {
  return (
    (await inTime(
      queue(name)
        .empty()
        .then(() => true),
    )) === true
  );
}

export async function closeQueues(): Promise<void> {
  await Promise.allSettled([...open.values()].map((each) => each.close(true)));
  open.clear();
  shared = undefined;
}

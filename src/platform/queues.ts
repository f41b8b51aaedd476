import Queue from 'bull';
import type { Redis } from 'ioredis';
import { config } from './config.js';
import { logger } from './logger.js';
import { queueRedis } from './redis.js';
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
  created.on('error', (error) => logger.debug({ err: error.message, queue: name }, 'queue connection error'));
  created.on('stalled', (job: { data?: Delivery }) =>
    logger.warn({ queue: name, job: job.data }, 'a job stalled'),
  );
  open.set(name, created);
  return created;
}

export async function closeQueues(): Promise<void> {
  await Promise.allSettled([...open.values()].map((each) => each.close(true)));
  open.clear();
  shared = undefined;
}

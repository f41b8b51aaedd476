import { actorId } from '../platform/actor.js';
import { closeAlert } from '../platform/alerts.js';
import { clock } from '../platform/clock.js';
import { conflict, unavailable } from '../platform/errors.js';
import type { QueueName } from '../platform/jobs.js';
import { logger } from '../platform/logger.js';
import { wakeRelay } from '../platform/outbox.js';
import { emptyInRedis } from '../platform/queues.js';
import { isRedisReady } from '../platform/redis.js';
import { takeBack } from '../platform/relay.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { WorkQueue, workQueueStates } from '../platform/work-queue.entity.js';
import { recordActivity } from './activity.js';
import { authorize } from './permissions.js';

interface QueueDeed {
  queueId: string;
  reason: string;
}

/** An open queue deed: the right to it is proven and the queue's row is locked. */
function openQueue(uow: UnitOfWork, { queueId }: QueueDeed): Promise<WorkQueue> {
  authorize(uow.actor, 'queues.manage');
  return uow.lock(WorkQueue, { id: queueId });
}

/**
 * Holds the jobs of a queue back: the relay hands out none and workers begin none, while those under way end. New ones
 * gather in the outbox.
 * @throws DomainError `forbidden`, `illegal_transition` (409) when it is paused already.
 */
export async function pauseQueue(uow: UnitOfWork, deed: QueueDeed): Promise<void> {
  const queue = await openQueue(uow, deed);
  const pausedAt = clock.wall();
  await uow.move(workQueueStates, WorkQueue, queue, 'pause', {
    reason: deed.reason,
    set: { pausedAt, pausedBy: actorId(uow.actor), pauseReason: deed.reason, drainedAt: null },
  });
  await recordActivity(uow, {
    action: 'queue.paused',
    subjectType: 'work_queue',
    subjectId: queue.id,
    reason: deed.reason,
    after: { queue: queue.name },
  });
}

/** @throws DomainError `dependency_unavailable` (503) while Redis is away: there is nothing to empty it by. */
function assertRedis(): void {
  if (!isRedisReady()) throw unavailable('redis');
}

/**
 * Throws away what of a paused queue lies in Redis. No job is lost by it: the outbox keeps each, takes back those that
 * nobody has begun, and gives them out anew once the queue is resumed. Needs no worker and no scheduler.
 * @throws DomainError `forbidden`, `queue_not_paused` (409), `dependency_unavailable` (503) while Redis is away.
 */
export async function drainQueue(uow: UnitOfWork, deed: QueueDeed): Promise<void> {
  const queue = await openQueue(uow, deed);
  if (queue.status !== 'PAUSED') throw conflict('queue_not_paused', { queue: queue.name });
  assertRedis();
  const takenBack = await takeBack(uow, queue.name);
  await uow.update(WorkQueue, { id: queue.id }, { drainedAt: clock.wall() });
  await recordActivity(uow, {
    action: 'queue.drained',
    subjectType: 'work_queue',
    subjectId: queue.id,
    reason: deed.reason,
    after: { queue: queue.name, taken_back: takenBack },
  });
  uow.afterCommit(async () => {
    const isEmpty = await emptyInRedis(queue.name as QueueName);
    if (!isEmpty) logger.warn({ queue: queue.name }, 'Redis did not say that the queue is empty');
  });
}

/**
 * Lets the jobs of a queue flow again, those first that were handed out and never begun.
 * @throws DomainError `forbidden`, `illegal_transition` (409) when it is not paused.
 */
export async function resumeQueue(uow: UnitOfWork, deed: QueueDeed): Promise<void> {
  const queue = await openQueue(uow, deed);
  const { pausedAt } = queue;
  await uow.move(workQueueStates, WorkQueue, queue, 'resume', {
    reason: deed.reason,
    set: { pausedAt: null, pausedBy: null, pauseReason: null },
  });
  await takeBack(uow, queue.name);
  await closeAlert(uow, 'queue_paused', queue.name);
  await recordActivity(uow, {
    action: 'queue.resumed',
    subjectType: 'work_queue',
    subjectId: queue.id,
    reason: deed.reason,
    before: { queue: queue.name, paused_at: pausedAt?.toISOString() ?? null },
  });
  uow.afterCommit(wakeRelay);
}

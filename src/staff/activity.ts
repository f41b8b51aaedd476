import { actorId, type Actor } from '../platform/actor.js';
import { currentIp, currentRequestId } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { ActivityLog } from './activity-log.entity.js';

export interface Activity {
  /** Noun and past-tense verb: `product.price_changed`. */
  action: string;
  subjectType: string;
  subjectId: string;
  reason?: string;
  /** The values that changed, and only those; never passwords, secrets or serial numbers. */
  before?: object;
  after?: object;
}

function nameOf(actor: Actor): string | null {
  return actor.kind === 'staff' || actor.kind === 'system' ? actor.name : null;
}

/** Writes down what the actor of this unit of work does, so that the deed and its record stand or fall together. */
export async function recordActivity(uow: UnitOfWork, activity: Activity): Promise<void> {
  await uow.insert(ActivityLog, {
    id: newId(),
    actorKind: uow.actor.kind,
    actorId: actorId(uow.actor),
    actorName: nameOf(uow.actor),
    action: activity.action,
    subjectType: activity.subjectType,
    subjectId: activity.subjectId,
    reason: activity.reason ?? null,
    beforeValues: (activity.before as Record<string, unknown>) ?? null,
    afterValues: (activity.after as Record<string, unknown>) ?? null,
    ip: currentIp(),
    requestId: currentRequestId(),
  });
}

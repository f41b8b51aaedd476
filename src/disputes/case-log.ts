import { actorId } from '../platform/actor.js';
import { currentRequestId } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { recordActivity } from '../staff/index.js';
import { DisputeLog, type Dispute } from './dispute.entity.js';

export interface CaseNote {
  /** What was done, as a code. */
  event: string;
  reason?: string | undefined;
  details?: Record<string, string | number | null>;
}

/** Writes down a deed that left the case in the state it was in; steps of the case write themselves down. */
export function note(uow: UnitOfWork, dispute: Dispute, { event, reason, details }: CaseNote): void {
  uow.add(DisputeLog, {
    id: newId(),
    disputeId: dispute.id,
    fromStatus: dispute.status,
    toStatus: dispute.status,
    event,
    reason: reason ?? null,
    details: details ?? null,
    actorKind: uow.actor.kind,
    actorId: actorId(uow.actor),
    requestId: currentRequestId(),
  });
}

/** What staff do at the desk stands in their activity as well, where it is told with address and request. */
export const recordDeed = (
  uow: UnitOfWork,
  dispute: Dispute,
  { event, reason, details }: CaseNote,
): Promise<void> =>
  recordActivity(uow, {
    action: `dispute.${event}`,
    subjectType: 'dispute',
    subjectId: dispute.id,
    ...(reason === undefined ? {} : { reason }),
    after: { status: dispute.status, ...details },
  });

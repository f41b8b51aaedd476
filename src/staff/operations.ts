import { closeAlert } from '../platform/alerts.js';
import type { CallbackInbox, CallbackRow } from '../platform/callback-inbox.js';
import { clock } from '../platform/clock.js';
import { conflict } from '../platform/errors.js';
import { AlertNote, OutboxJob } from '../platform/operations.entity.js';
import { actorId } from '../platform/actor.js';
import { wakeRelay } from '../platform/outbox.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { recordActivity } from './activity.js';
import { authorize } from './permissions.js';

/**
 * Somebody has dealt with what an alert was about.
 * @throws DomainError `forbidden`, `alert_closed` (409) when a colleague was faster.
 */
export async function dismissAlert(
  uow: UnitOfWork,
  { alertId, reason }: { alertId: string; reason: string },
): Promise<void> {
  authorize(uow.actor, 'alerts.close');
  const alert = await uow.lock(AlertNote, { id: alertId });
  if (alert.openKey === null) throw conflict('alert_closed');
  await closeAlert(uow, alert.kind, alert.subject, actorId(uow.actor));
  await recordActivity(uow, {
    action: 'alert.closed',
    subjectType: 'alert',
    subjectId: alert.id,
    reason,
    before: { kind: alert.kind, subject: alert.subject, occurrences: alert.occurrences },
  });
}

/**
 * Gives a job that failed for good a fresh row of tries, after its cause was mended.
 * @throws DomainError `forbidden`, `job_not_dead` (409).
 */
export async function restartJob(
  uow: UnitOfWork,
  { jobId, reason }: { jobId: string; reason: string },
): Promise<void> {
  authorize(uow.actor, 'jobs.restart');
  const job = await uow.lock(OutboxJob, { id: jobId });
  const restarted = await uow.update(
    OutboxJob,
    { id: jobId, status: 'DEAD' },
    { status: 'PENDING', failures: 0, lostLeases: 0, availableAt: clock.wall(), leasedUntil: null },
  );
  if (restarted !== 1) throw conflict('job_not_dead', { status: job.status });
  await recordActivity(uow, {
    action: 'job.restarted',
    subjectType: 'outbox_job',
    subjectId: jobId,
    reason,
    before: { job: job.job, failures: job.failures, last_error: job.lastError },
  });
  uow.afterCommit(wakeRelay);
}

/**
 * Has a stored callback judged anew by its job, as if it had come just now; doing so twice changes nothing.
 * @throws DomainError `forbidden`, `callback_settled` (409) for one that changed our records.
 */
export async function replayCallback<Callback extends CallbackRow>(
  uow: UnitOfWork,
  inbox: CallbackInbox<Callback>,
  { callbackId, reason }: { callbackId: string; reason: string },
): Promise<void> {
  authorize(uow.actor, 'callbacks.replay');
  const before = await inbox.reopen(uow, callbackId);
  await recordActivity(uow, {
    action: 'callback.replayed',
    subjectType: `${inbox.nature.noun}_callback`,
    subjectId: callbackId,
    reason,
    before,
  });
}

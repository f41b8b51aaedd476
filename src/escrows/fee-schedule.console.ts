import { z } from 'zod';
import { idParam } from '../platform/http/paging.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { authorize, recordActivity } from '../staff/index.js';
import { FeeSchedule } from './fee-schedule.entity.js';
import { alreadyInForce, draftChanged, unsoundSchedule } from './fee-schedule.errors.js';
import { lintSchedule, mostBands } from './fee-schedule.lint.js';
import { feeScheduleStates, type FeeScheduleEvent } from './fee-schedule.states.js';
import { forgetFeeSchedules } from './fee-schedules.js';
import type { FeeBand } from './fee.js';

const whole = z.int().min(0).max(1_000_000_000_000);

export const feeBand = z.strictObject({
  from: whole,
  to: whole,
  fee: z.union([z.strictObject({ flat: whole }), z.strictObject({ bps: z.int().min(0).max(10_000) })]),
});

export const scheduleReason = z.string().trim().min(3).max(500);

export const SaveDraft = z.strictObject({
  name: z.string().trim().min(3).max(80),
  bands: z.array(feeBand).min(1).max(mostBands),
  reason: scheduleReason,
});
export type SaveDraft = z.infer<typeof SaveDraft>;

/** @throws DomainError 422 `unsound_fee_schedule` naming each band at fault. */
export function assertSound(bands: readonly FeeBand[]): void {
  const problems = lintSchedule(bands);
  if (problems.length > 0) throw unsoundSchedule(problems);
}

const about = (schedule: FeeSchedule, reason: string) => ({
  subjectType: 'fee_schedule',
  subjectId: schedule.id,
  reason,
});

/** A new draft, which changes nothing yet. @throws DomainError 422 `unsound_fee_schedule`. */
export async function createDraft(uow: UnitOfWork, input: SaveDraft): Promise<FeeSchedule> {
  authorize(uow.actor, 'fees.write');
  const { name, bands, reason } = SaveDraft.parse(input);
  assertSound(bands);
  const draft = Object.assign(new FeeSchedule(), {
    id: newId(),
    version: null,
    name,
    bands,
    status: 'DRAFT' as const,
    effectiveFrom: null,
    revision: 1,
    createdAt: uow.now,
    updatedAt: uow.now,
  });
  await uow.insert(FeeSchedule, { ...draft });
  uow.begin(feeScheduleStates, draft, 'draft', { reason });
  await recordActivity(uow, {
    action: 'fee_schedule.drafted',
    ...about(draft, reason),
    after: { name, bands },
  });
  return draft;
}

/** @throws DomainError 409 `fee_schedule_changed` unless the draft is as the person saw it. */
export async function lockDraft(uow: UnitOfWork, id: string, revision: number): Promise<FeeSchedule> {
  const draft = await uow.lock(FeeSchedule, { id });
  if (draft.status !== 'DRAFT' || draft.revision !== revision) throw draftChanged();
  return draft;
}

export const EditDraft = SaveDraft.extend({ id: idParam, revision: z.int().min(1) });
export type EditDraft = z.infer<typeof EditDraft>;

/** Writes a draft anew. @throws DomainError 409 `fee_schedule_changed`; 422 `unsound_fee_schedule`. */
export async function editDraft(uow: UnitOfWork, input: EditDraft): Promise<FeeSchedule> {
  authorize(uow.actor, 'fees.write');
  const { id, revision, name, bands, reason } = EditDraft.parse(input);
  const draft = await lockDraft(uow, id, revision);
  assertSound(bands);
  const before = { name: draft.name, bands: draft.bands };
  const set = { name, bands, revision: revision + 1, updatedAt: uow.now };
  await uow.update(FeeSchedule, { id, revision }, set);
  await recordActivity(uow, {
    action: 'fee_schedule.edited',
    ...about(draft, reason),
    before,
    after: { name, bands },
  });
  return Object.assign(draft, set);
}

async function end(
  uow: UnitOfWork,
  schedule: FeeSchedule,
  event: Exclude<FeeScheduleEvent, 'schedule'>,
  reason: string,
): Promise<void> {
  await uow.move(feeScheduleStates, FeeSchedule, schedule, event, { reason });
  uow.afterCommit(forgetFeeSchedules);
}

export interface EndSchedule {
  id: string;
  reason: string;
}

/** Puts a draft away for good. @throws DomainError 409 `illegal_transition` for anything but a draft. */
export async function discardDraft(uow: UnitOfWork, { id, reason }: EndSchedule): Promise<FeeSchedule> {
  authorize(uow.actor, 'fees.write');
  const draft = await uow.lock(FeeSchedule, { id });
  await end(uow, draft, 'discard', reason);
  await recordActivity(uow, { action: 'fee_schedule.discarded', ...about(draft, reason) });
  return draft;
}

/**
 * Calls a schedule off before it begins, so that the one in force stays; this keeps what is, so one person may.
 * @throws DomainError 409 `fee_schedule_in_force`, `illegal_transition`.
 */
export async function cancelSchedule(uow: UnitOfWork, { id, reason }: EndSchedule): Promise<FeeSchedule> {
  authorize(uow.actor, 'fees.write');
  const schedule = await uow.lock(FeeSchedule, { id });
  if (schedule.effectiveFrom && schedule.effectiveFrom <= uow.now) throw alreadyInForce();
  await end(uow, schedule, 'cancel', reason);
  await recordActivity(uow, { action: 'fee_schedule.cancelled', ...about(schedule, reason) });
  return schedule;
}

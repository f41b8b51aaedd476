import { z } from 'zod';
import { idParam } from '../platform/http/paging.js';
import { jakartaMidnight } from '../platform/jakarta.js';
import type { Rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import {
  authorize,
  defineApproval,
  openApproval,
  recordActivity,
  spendAuthority,
  type Approval,
  type ApprovalKind,
} from '../staff/index.js';
import { feeIn } from './fee.js';
import { assertSound, lockDraft, scheduleReason } from './fee-schedule.console.js';
import { FeeSchedule } from './fee-schedule.entity.js';
import { beginsTooSoon } from './fee-schedule.errors.js';
import { feeScheduleStates } from './fee-schedule.states.js';
import { forgetFeeSchedules } from './fee-schedules.js';

const act = 'fee_schedule';

export const ScheduleFees = z.strictObject({
  id: idParam,
  /** Of the draft that was looked at. */
  revision: z.int().min(1),
  /** The Jakarta day with whose first moment it begins. */
  effectiveOn: z.iso.date(),
  reason: scheduleReason,
});
export type ScheduleFees = z.infer<typeof ScheduleFees>;

/** Prices of everybody are measured by the largest fee of one deal, never by nothing: nobody sets them alone. */
const measureOf = ({ bands }: FeeSchedule): Rupiah =>
  Math.max(1, ...bands.map((band) => feeIn(band, band.to)));

/** @throws DomainError 409 `fee_schedule_begins_too_soon` unless the day is still to come. */
function beginningOf({ effectiveOn }: ScheduleFees, { now }: UnitOfWork): Date {
  const beginning = jakartaMidnight(effectiveOn);
  if (beginning <= now) throw beginsTooSoon();
  return beginning;
}

/**
 * Versions have no gaps, and two schedules of one moment get two of them. Whoever dates one waits at the first, which is
 * always there, before looking for the newest: waiting at the newest itself would miss the one that became it meanwhile.
 */
async function nextVersion(uow: UnitOfWork): Promise<number> {
  await uow.sql('SELECT id FROM fee_schedules WHERE version = 1 FOR UPDATE');
  const [newest] = await uow.sql<{ version: number }>('SELECT MAX(version) AS version FROM fee_schedules');
  return Number(newest?.version ?? 0) + 1;
}

/**
 * Gives a draft its version and its first day; from then on it never changes. Deals agreed on before keep theirs.
 * @throws DomainError 409 `approval_required` for one person alone, `fee_schedule_changed`,
 *   `fee_schedule_begins_too_soon`; 422 `unsound_fee_schedule`.
 */
export async function scheduleFees(
  uow: UnitOfWork,
  input: ScheduleFees,
  approval?: Approval,
): Promise<FeeSchedule> {
  authorize(uow.actor, 'fees.write');
  const draft = await lockDraft(uow, input.id, input.revision);
  const effectiveFrom = beginningOf(input, uow);
  assertSound(draft.bands);
  const about = { subjectId: draft.id, beneficiaryId: null };
  await spendAuthority(uow, { act, amount: measureOf(draft), ...about, approvalId: approval?.id });
  const version = await nextVersion(uow);
  const { reason } = input;
  await uow.move(feeScheduleStates, FeeSchedule, draft, 'schedule', {
    reason,
    set: { version, effectiveFrom },
  });
  await recordActivity(uow, {
    action: 'fee_schedule.scheduled',
    subjectType: 'fee_schedule',
    subjectId: draft.id,
    reason,
    after: { version, effective_on: input.effectiveOn },
  });
  uow.afterCommit(forgetFeeSchedules);
  return draft;
}

/** Puts the date of a draft before a second person. @throws as `scheduleFees`, but for the approval. */
export async function requestSchedule(uow: UnitOfWork, input: ScheduleFees): Promise<Approval> {
  const draft = await lockDraft(uow, input.id, input.revision);
  beginningOf(input, uow);
  assertSound(draft.bands);
  return openApproval(uow, {
    act,
    subjectType: 'fee_schedule',
    subjectId: draft.id,
    beneficiaryId: null,
    amount: measureOf(draft),
    payload: { ...input },
    reason: input.reason,
  });
}

export const feeScheduleApproval: ApprovalKind = defineApproval({
  act,
  permission: 'fees.write',
  schema: ScheduleFees,
  perform: scheduleFees,
  async observe(uow, { id }) {
    const draft = await uow.find(FeeSchedule, { id });
    const [first, last] = [draft?.bands[0], draft?.bands.at(-1)];
    return {
      revision: draft?.revision ?? null,
      least_amount: first?.from ?? null,
      most_amount: last?.to ?? null,
    };
  },
});

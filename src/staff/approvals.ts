import type { Staff } from '../platform/actor.js';
import { config } from '../platform/config.js';
import { isDuplicate } from '../platform/database.js';
import { forbidden } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { Rupiah } from '../platform/money.js';
import { rooms, signal } from '../platform/sockets.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { recordActivity } from './activity.js';
import { Approval } from './approval.entity.js';
import {
  approvalClosed,
  approvalExpired,
  approvalPending,
  makerMayNoLonger,
  ownRequest,
} from './approval.errors.js';
import { approvalKind, type ApprovalKind } from './approval.kinds.js';
import { approvalStates, type ApprovalEvent } from './approval.states.js';
import { assertNotBeneficiary, type Beneficiary } from './beneficiary.js';
import type { Act } from './ceilings.js';
import { authorize, can } from './permissions.js';
import { StaffAccount } from './staff-account.entity.js';

export interface ApprovalRequest extends Beneficiary {
  act: Act;
  subjectType: string;
  subjectId: string;
  amount: Rupiah;
  payload: Record<string, unknown>;
  reason: string;
}

/** Only people ask and decide; the machinery has nobody to answer for it. */
function personOf({ actor }: UnitOfWork): Staff {
  if (actor.kind !== 'staff') throw forbidden();
  return actor;
}

const deed = (approval: Approval) => ({
  subjectType: approval.subjectType,
  subjectId: approval.subjectId,
});

/** Tells open desks, once the data is safe, that they should look again. */
function announce(uow: UnitOfWork, { id, status }: Approval): void {
  const payload = { id, status, updated_at: uow.now.toISOString(), noun: 'approval' };
  uow.afterCommit(() =>
    signal({ namespace: '/staff', rooms: [rooms.staff], event: 'desk.updated', payload }),
  );
}

/** One step along the table, with its history, its event, and word to open desks. */
async function moveApproval(
  uow: UnitOfWork,
  approval: Approval,
  event: ApprovalEvent,
  decision: { reason?: string; set?: Partial<Approval> } = {},
): Promise<void> {
  await uow.move(approvalStates, Approval, approval, event, {
    ...decision,
    set: { ...decision.set, openKey: null },
    payload: deed(approval),
  });
  announce(uow, approval);
}

async function newApproval(uow: UnitOfWork, kind: ApprovalKind, request: ApprovalRequest): Promise<Approval> {
  const payload = kind.schema.parse(request.payload);
  return Object.assign(new Approval(), {
    id: newId(),
    kind: request.act,
    status: 'PENDING' as const,
    subjectType: request.subjectType,
    subjectId: request.subjectId,
    beneficiaryId: request.beneficiaryId,
    amount: request.amount,
    payload: payload as Record<string, unknown>,
    reason: request.reason,
    observed: (await kind.observe?.(uow, payload)) ?? null,
    makerId: personOf(uow).id,
    decidedBy: null,
    decidedReason: null,
    decidedAt: null,
    usedAt: null,
    expiresAt: new Date(uow.now.getTime() + config.APPROVAL_LIFETIME_HOURS * 3_600_000),
    openKey: `${request.act}:${request.subjectId}`,
    createdAt: uow.now,
    updatedAt: uow.now,
  });
}

/**
 * Puts a deed before a second person; nothing of it is done yet.
 * @throws DomainError 403 `forbidden`, `own_benefit`; 409 `approval_pending` while the same deed waits already.
 */
export async function openApproval(uow: UnitOfWork, request: ApprovalRequest): Promise<Approval> {
  const kind = approvalKind(request.act);
  authorize(uow.actor, kind.permission);
  await assertNotBeneficiary(uow, request);
  const approval = await newApproval(uow, kind, request);
  try {
    await uow.insert(Approval, { ...approval });
  } catch (error) {
    throw isDuplicate(error, 'approvals_open_key') ? approvalPending() : error;
  }
  uow.begin(approvalStates, approval, 'ask', { reason: request.reason, payload: deed(approval) });
  announce(uow, approval);
  await recordActivity(uow, {
    action: 'approval.requested',
    ...deed(approval),
    reason: request.reason,
    after: { approval_id: approval.id, kind: approval.kind, amount: approval.amount },
  });
  return approval;
}

async function lockPending(uow: UnitOfWork, approvalId: string): Promise<Approval> {
  const approval = await uow.lock(Approval, { id: approvalId });
  if (approval.status !== 'PENDING') throw approvalClosed(approval.status);
  return approval;
}

/** The word of somebody who was dismissed or demoted since no longer counts. */
async function refuseFormerMaker(uow: UnitOfWork, { makerId }: Approval, kind: ApprovalKind): Promise<void> {
  const maker = await uow.find(StaffAccount, { id: makerId, active: true });
  if (!maker || !can({ kind: 'staff', ...maker }, kind.permission)) throw makerMayNoLonger();
}

/** Moves the request to APPROVED and does the deed; who may have that done is decided by the caller. */
export async function carryOut(
  uow: UnitOfWork,
  approval: Approval,
  { decidedBy, reason }: { decidedBy: string | null; reason: string },
): Promise<unknown> {
  const kind = approvalKind(approval.kind);
  await moveApproval(uow, approval, 'approve', {
    reason,
    set: { decidedBy, decidedReason: reason, decidedAt: uow.now },
  });
  return kind.perform(uow, kind.schema.parse(approval.payload), approval);
}

export interface Decision {
  approvalId: string;
  reason: string;
}

/**
 * The second person agrees, and the deed is done in the same moment: both or neither. Never the person who asked, never
 * the customer whom it profits.
 * @throws DomainError 403 `forbidden`, `own_approval_request`, `own_benefit`; 409 `approval_closed`,
 *   `approval_expired`, `maker_may_no_longer`, and whatever the deed refuses with.
 */
export async function approve(uow: UnitOfWork, { approvalId, reason }: Decision): Promise<Approval> {
  authorize(uow.actor, 'approvals.decide');
  const person = personOf(uow);
  const approval = await lockPending(uow, approvalId);
  const kind = approvalKind(approval.kind);
  authorize(person, kind.permission);
  if (approval.makerId === person.id) throw ownRequest();
  await assertNotBeneficiary(uow, approval);
  if (approval.expiresAt <= uow.now) throw approvalExpired();
  await refuseFormerMaker(uow, approval, kind);
  await carryOut(uow, approval, { decidedBy: person.id, reason });
  await recordActivity(uow, {
    action: 'approval.approved',
    ...deed(approval),
    reason,
    after: { approval_id: approval.id, kind: approval.kind, amount: approval.amount },
  });
  return approval;
}

/** Refuses a request, or takes one's own back; the record stays as it is. @throws DomainError 409 `approval_closed`. */
export async function rejectApproval(uow: UnitOfWork, { approvalId, reason }: Decision): Promise<Approval> {
  const person = personOf(uow);
  const approval = await lockPending(uow, approvalId);
  if (approval.makerId !== person.id) authorize(person, 'approvals.decide');
  await moveApproval(uow, approval, 'reject', {
    reason,
    set: { decidedBy: person.id, decidedReason: reason, decidedAt: uow.now },
  });
  await recordActivity(uow, {
    action: 'approval.rejected',
    ...deed(approval),
    reason,
    before: { approval_id: approval.id, kind: approval.kind, amount: approval.amount },
  });
  return approval;
}

/** What a deed that was agreed to books later; only for previews, which are undone. */
export async function foreseeDeed(uow: UnitOfWork, approvalId: string): Promise<void> {
  const approval = await uow.lock(Approval, { id: approvalId });
  const kind = approvalKind(approval.kind);
  await kind.foresee?.(uow, kind.schema.parse(approval.payload));
}

/** Closes a bite of requests that nobody decided in time; answers how many. */
export async function expireApprovals(uow: UnitOfWork, most: number): Promise<number> {
  const due = await uow.sql<{ id: string }>(
    `SELECT id FROM approvals WHERE status = 'PENDING' AND expires_at <= ? ORDER BY expires_at LIMIT ? FOR UPDATE`,
    [uow.now, most],
  );
  for (const { id } of due) await moveApproval(uow, await lockPending(uow, id), 'expire');
  return due.length;
}

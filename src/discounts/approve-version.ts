import { config } from '../platform/config.js';
import type { Rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { z } from 'zod';
import {
  authorize,
  defineApproval,
  openApproval,
  recordActivity,
  spendAuthority,
  type Approval,
  type ApprovalKind,
} from '../staff/index.js';
import { idParam } from '../platform/http/paging.js';
import { DiscountVersion } from './discount-rule.entity.js';
import { versionStates } from './discount-version.states.js';
import { about, discountReason, lockVersion } from './draft-rule.js';

const act = 'discount_rule';

export const ApproveVersion = z.strictObject({
  versionId: idParam,
  /** Of the version that was looked at. */
  revision: z.int().min(1),
  reason: discountReason,
});
export type ApproveVersion = z.infer<typeof ApproveVersion>;

/**
 * What a version may cost: its budget, because more it never spends. Without one the past only hints at it, so that it
 * always counts as more than one person may agree to.
 */
export const costOf = (version: Pick<DiscountVersion, 'budgetAmount' | 'simulatedCostAmount'>): Rupiah =>
  version.budgetAmount ?? Math.max(version.simulatedCostAmount ?? 0, config.DISCOUNT_APPROVAL_ABOVE + 1);

/**
 * Agrees that a simulated version may go live; above the limit of one person only with the word of a second.
 * @throws DomainError 409 `approval_required`, `illegal_transition` before the simulation, `discount_draft_changed`.
 */
export async function approveVersion(
  uow: UnitOfWork,
  input: ApproveVersion,
  approval?: Approval,
): Promise<DiscountVersion> {
  authorize(uow.actor, 'discounts.write');
  const { versionId, revision, reason } = ApproveVersion.parse(input);
  const version = await lockVersion(uow, versionId, revision);
  versionStates.next(version.status, 'approve');
  const amount = costOf(version);
  const whose = { subjectId: version.id, beneficiaryId: null };
  await spendAuthority(uow, { act, amount, ...whose, approvalId: approval?.id });
  await uow.move(versionStates, DiscountVersion, version, 'approve', { reason });
  await recordActivity(uow, {
    action: 'discount_version.approve',
    ...about(version, reason),
    after: { amount },
  });
  return version;
}

/** Puts a simulated version before a second person. @throws as `approveVersion`, but for the approval. */
export async function sendForApproval(uow: UnitOfWork, input: ApproveVersion): Promise<Approval> {
  authorize(uow.actor, 'discounts.write');
  const { versionId, revision, reason } = ApproveVersion.parse(input);
  const version = await lockVersion(uow, versionId, revision);
  versionStates.next(version.status, 'approve');
  return openApproval(uow, {
    act,
    subjectType: 'discount_version',
    subjectId: version.id,
    beneficiaryId: null,
    amount: costOf(version),
    payload: { versionId, revision, reason },
    reason,
  });
}

export const discountApproval: ApprovalKind = defineApproval({
  act,
  permission: 'discounts.write',
  schema: ApproveVersion,
  perform: approveVersion,
  async observe(uow, { versionId }) {
    const version = await uow.find(DiscountVersion, { id: versionId });
    return {
      revision: version?.revision ?? null,
      budget_amount: version?.budgetAmount ?? null,
      simulated_cost_amount: version?.simulatedCostAmount ?? null,
    };
  },
});

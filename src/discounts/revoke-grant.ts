import { z } from 'zod';
import { notFound } from '../platform/errors.js';
import { idParam } from '../platform/http/paging.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { authorize, recordActivity } from '../staff/index.js';
import { DiscountGrant } from './discount-grant.entity.js';
import { grantStates } from './discount-grant.states.js';
import { discountReason } from './draft-rule.js';
import { giveBudgetBack } from './expire-grants.js';

export const RevokeGrant = z.strictObject({
  ruleId: idParam,
  periodKey: z.string().min(1).max(32),
  personId: idParam,
  reason: discountReason,
});
export type RevokeGrant = z.infer<typeof RevokeGrant>;

/**
 * Takes back what was granted by mistake and has not been used; the person is not granted it again in the period.
 * @throws DomainError 404; 409 `illegal_transition` for what a sale has, was delivered, or is over.
 */
export async function revokeGrant(uow: UnitOfWork, input: RevokeGrant): Promise<void> {
  authorize(uow.actor, 'discounts.give');
  const { reason, ...key } = RevokeGrant.parse(input);
  const grant = await uow.lockIfAny(DiscountGrant, key);
  if (!grant) throw notFound('discount_grant');
  const status = grantStates.next(grant.status, 'revoke');
  await uow.update(DiscountGrant, key, { status });
  await giveBudgetBack(uow, grant);
  await recordActivity(uow, {
    action: 'discount_grant.revoked',
    subjectType: 'discount_rule',
    subjectId: grant.ruleId,
    reason,
    before: { status: grant.status },
    after: { status, user_id: grant.userId, period_key: grant.periodKey },
  });
}

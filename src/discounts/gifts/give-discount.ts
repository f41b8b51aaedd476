import { z } from 'zod';
import { forbidden } from '../../platform/errors.js';
import { idParam } from '../../platform/http/paging.js';
import { newId } from '../../platform/ids.js';
import type { UnitOfWork } from '../../platform/unit-of-work.js';
import { assertNotBeneficiary, authorize, recordActivity } from '../../staff/index.js';
import { notGivenByHand } from '../discount.errors.js';
import { DiscountGift, DiscountGiftRecipient } from '../discount-gift.entity.js';
import { DiscountVersion } from '../discount-rule.entity.js';
import { discountReason } from '../draft-rule.js';
import { giveDiscounts } from './gift.jobs.js';
import { readList, type Named } from './gift-list.js';

export const GiveDiscount = z.strictObject({
  ruleId: idParam,
  /** One customer on each line: e-mail address, phone number or id. */
  list: z.string().max(1_000_000),
  reason: discountReason,
});
export type GiveDiscount = z.infer<typeof GiveDiscount>;

/** Rows of one statement. */
const bite = 1_000;

async function writeList(uow: UnitOfWork, giftId: string, list: Named[]): Promise<void> {
  const rows = list.map(({ key }, index) => ({
    id: newId(),
    giftId,
    position: index + 1,
    named: key,
    userId: null,
    outcome: 'WAITING' as const,
  }));
  for (let from = 0; from < rows.length; from += bite)
    await uow.insert(DiscountGiftRecipient, rows.slice(from, from + bite));
}

/** The version that staff may give at the moment. @throws DomainError 409 `discount_not_given_by_hand`. */
async function versionToGive(uow: UnitOfWork, ruleId: string): Promise<DiscountVersion> {
  const version = await uow.find(DiscountVersion, { inForceOf: ruleId });
  if (version?.status !== 'LIVE' || version.occasion !== 'manual') throw notGivenByHand();
  return version;
}

/**
 * Gives one customer, or all of a list, what a rule for giving by hand says; a job does it, one after the other.
 * @throws DomainError 409 `discount_not_given_by_hand`; 422 `discount_list_unreadable`, `discount_list_too_long`;
 *   403 `own_benefit` for a gift to oneself.
 */
export async function giveDiscount(uow: UnitOfWork, input: GiveDiscount): Promise<DiscountGift> {
  authorize(uow.actor, 'discounts.give');
  if (uow.actor.kind !== 'staff') throw forbidden();
  const { ruleId, list, reason } = GiveDiscount.parse(input);
  const recipients = readList(list);
  const [only] = recipients;
  if (only && recipients.length === 1 && only.by === 'id')
    await assertNotBeneficiary(uow, { beneficiaryId: only.key });
  const { version } = await versionToGive(uow, ruleId);
  const gift = Object.assign(new DiscountGift(), {
    ...{ id: newId(), ruleId, version, staffId: uow.actor.id, reason },
    status: 'RUNNING' as const,
    ...{ totalCount: recipients.length, doneCount: 0, grantedCount: 0 },
    ...{ createdAt: uow.now, updatedAt: uow.now },
  });
  await uow.insert(DiscountGift, { ...gift });
  await writeList(uow, gift.id, recipients);
  await recordActivity(uow, {
    action: 'discount_gift.given',
    subjectType: 'discount_gift',
    subjectId: gift.id,
    reason,
    after: { rule_id: ruleId, version, recipients: recipients.length },
  });
  uow.enqueue(giveDiscounts, { id: gift.id });
  return gift;
}

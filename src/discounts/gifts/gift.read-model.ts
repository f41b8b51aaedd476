import { database } from '../../platform/database.js';
import { notFound } from '../../platform/errors.js';
import { DiscountGift, DiscountGiftRecipient } from '../discount-gift.entity.js';

/** @throws DomainError 404. */
export async function giftById(id: string): Promise<DiscountGift> {
  const gift = await database().getRepository(DiscountGift).findOneBy({ id });
  if (!gift) throw notFound('discount_gift');
  return gift;
}

/** What was given by hand under a rule, newest first. */
export const giftsOfRule = (ruleId: string, most = 50): Promise<DiscountGift[]> =>
  database()
    .getRepository(DiscountGift)
    .find({ where: { ruleId }, order: { id: 'DESC' }, take: most });

/** Lines of a list with what became of them, in order. */
export const recipientsOfGift = (
  giftId: string,
  { skip = 0, take = 100 } = {},
): Promise<DiscountGiftRecipient[]> =>
  database()
    .getRepository(DiscountGiftRecipient)
    .find({ where: { giftId }, order: { position: 'ASC' }, skip, take });

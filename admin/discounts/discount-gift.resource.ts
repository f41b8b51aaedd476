import {
  DiscountGift,
  DiscountGiftRecipient,
  giftOutcomes,
  giftStatuses,
} from '../../src/discounts/index.js';
import { resource } from '../resource.js';
import { choice, fields, reference } from '../shared/policy.js';

/** What staff gave by hand, to whom it was to go, and how far that is. */
export const discountGiftResource = resource(DiscountGift, {
  menu: 'marketing',
  title: 'reason',
  read: 'discounts.read',
  fields: {
    status: choice(giftStatuses),
    ruleId: reference('DiscountRule'),
    staffId: reference('StaffAccount'),
    ...fields('number', 'version', 'totalCount', 'doneCount', 'grantedCount'),
    ...fields('long-text', 'reason'),
    ...fields('instant', 'createdAt', 'updatedAt'),
  },
  hidden: [],
  list: ['ruleId', 'reason', 'status', 'totalCount', 'doneCount', 'grantedCount', 'createdAt'],
  filters: { ruleId: 'exact', status: 'state' },
  sorts: ['id'],
});

/** The lines of such a list, each with what became of it. */
export const discountGiftRecipientResource = resource(DiscountGiftRecipient, {
  menu: 'marketing',
  title: 'named',
  read: 'users.read',
  fields: {
    outcome: choice(giftOutcomes),
    giftId: reference('DiscountGift'),
    userId: reference('User'),
    ...fields('number', 'position'),
    ...fields('text', 'named'),
    ...fields('instant', 'createdAt', 'updatedAt'),
  },
  hidden: [],
  list: ['giftId', 'position', 'named', 'userId', 'outcome', 'updatedAt'],
  filters: { giftId: 'exact', userId: 'exact', outcome: 'state' },
  sorts: ['id'],
});

import { DiscountRule } from '../../src/discounts/index.js';
import { resource } from '../resource.js';
import { fields } from '../shared/policy.js';

/** Discounts that the shop gives by itself, by name; what they say stands in their versions. */
export const discountRuleResource = resource(DiscountRule, {
  menu: 'marketing',
  title: 'name',
  read: 'discounts.read',
  fields: {
    ...fields('text', 'name'),
    ...fields('long-text', 'note'),
    ...fields('instant', 'createdAt', 'updatedAt'),
  },
  hidden: [],
  list: ['name', 'note', 'createdAt'],
  filters: { name: 'prefix' },
  sorts: ['id', 'name'],
  searchBy: 'name',
});

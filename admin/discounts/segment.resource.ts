import {
  createSegment,
  NewSegment,
  replaceMembers,
  ReplaceMembers,
  rulesNaming,
  Segment,
} from '../../src/discounts/index.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction, type FormField } from '../shared/form-action.js';
import { fields } from '../shared/policy.js';

const listField: FormField = { name: 'list', input: 'list', required: true };

/** Lists of customers that rules can name, made and replaced as a whole. */
export const segmentResource = resource(Segment, {
  menu: 'marketing',
  icon: 'Users',
  title: 'name',
  read: 'discounts.read',
  fields: {
    ...fields('text', 'name'),
    ...fields('number', 'memberCount', 'unmatchedCount'),
    unmatched: { kind: 'long-text', permission: 'discounts.write' },
    ...fields('instant', 'createdAt', 'updatedAt'),
  },
  hidden: [],
  list: ['name', 'memberCount', 'unmatchedCount', 'updatedAt'],
  filters: { name: 'prefix' },
  sorts: ['id', 'name'],
  searchBy: 'name',
  create: serviceAction({
    permission: 'discounts.write',
    schema: NewSegment,
    fields: [{ name: 'name', input: 'text', required: true }, listField, reasonField],
    run: createSegment,
  }),
  actions: {
    replaceMembers: serviceAction({
      permission: 'discounts.write',
      schema: ReplaceMembers.omit({ segmentId: true }),
      fields: [listField, reasonField],
      icon: 'RefreshCw',
      consequences: async (row) => {
        const rules = await rulesNaming(String(row['id']));
        return rules.length === 0 ? [] : [{ key: 'running_rules', kind: 'text', value: rules.join(', ') }];
      },
      run: (uow, wish, row) => replaceMembers(uow, { ...wish, segmentId: String(row?.['id']) }),
    }),
  },
});

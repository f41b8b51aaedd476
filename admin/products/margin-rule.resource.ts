import { z } from 'zod';
import { MarginRule, saveMarginRule, SaveMarginRule } from '../../src/products/index.js';
import { customerTypes } from '../../src/users/index.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction, type FormField } from '../shared/form-action.js';
import { choices, withValues } from '../shared/forms.js';
import { choice, fields, reference } from '../shared/policy.js';
import type { Row } from '../shared/present.js';
import { categoryOptions } from './options.js';

const figures: FormField[] = [
  { name: 'marginBps', input: 'number', required: true, value: 0 },
  { name: 'marginAmount', input: 'money', required: true, value: 0 },
  { name: 'roundUpToAmount', input: 'money', required: true, value: 100 },
  { name: 'active', input: 'flag', value: true },
];

const Figures = SaveMarginRule.pick({
  marginBps: true,
  marginAmount: true,
  roundUpToAmount: true,
  active: true,
  reason: true,
});

const subjectOf = (row: Row | null) => ({
  scope: row?.['scope'] as MarginRule['scope'],
  categoryId: row?.['categoryId'] as string | null,
  productId: row?.['productId'] as string | null,
  customerType: row?.['customerType'] as MarginRule['customerType'],
  version: Number(row?.['version']),
});

/** What is added to cost: for the whole shop, a category, or a product, each for one customer type. */
export const marginRuleResource = resource(MarginRule, {
  menu: 'catalogue',
  title: 'scopeKey',
  read: 'products.read',
  fields: {
    scope: choice(['global', 'category', 'product']),
    customerType: choice(customerTypes),
    categoryId: reference('ProductCategory'),
    productId: reference('Product'),
    ...fields('code', 'scopeKey'),
    ...fields('permil', 'marginBps'),
    ...fields('money', 'marginAmount', 'roundUpToAmount'),
    ...fields('flag', 'active'),
    ...fields('number', 'version'),
    ...fields('instant', 'createdAt', 'updatedAt'),
  },
  hidden: [],
  list: ['scope', 'categoryId', 'productId', 'customerType', 'marginBps', 'marginAmount', 'active'],
  show: [
    'scope',
    'customerType',
    'categoryId',
    'productId',
    'marginBps',
    'marginAmount',
    'roundUpToAmount',
    'active',
    'createdAt',
    'updatedAt',
  ],
  filters: { scope: 'state', customerType: 'state', active: 'flag' },
  sorts: ['id'],
  create: serviceAction({
    permission: 'margins.write',
    schema: SaveMarginRule.omit({ version: true }),
    fields: async () => [
      { name: 'scope', input: 'choice', required: true, options: choices(['category', 'product']) },
      { name: 'categoryId', input: 'choice', nullable: true, options: await categoryOptions() },
      { name: 'productId', input: 'text', nullable: true },
      { name: 'customerType', input: 'choice', required: true, options: choices(customerTypes) },
      ...figures,
      reasonField,
    ],
    run: (uow, rule) => saveMarginRule(uow, { ...rule, version: null }),
  }),
  edit: serviceAction({
    permission: 'margins.write',
    schema: z.strictObject(Figures.shape),
    fields: (row) => Promise.resolve([...withValues(figures, row), reasonField]),
    expects: { entity: MarginRule, column: 'version' },
    run: (uow, rule, row) => saveMarginRule(uow, { ...rule, ...subjectOf(row) }),
  }),
});

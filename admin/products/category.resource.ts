import { z } from 'zod';
import { ProductCategory, saveCategory } from '../../src/products/index.js';
import { resource } from '../resource.js';
import { serviceAction, type FormField } from '../shared/form-action.js';
import { withValues } from '../shared/forms.js';
import { fields } from '../shared/policy.js';

const text = (most: number) => z.string().max(most);

/** Lengths and patterns are the use case's business; the form only says what kind of thing each answer is. */
const Facts = z.strictObject({
  type: text(32),
  nameId: text(80),
  nameEn: text(80),
  descriptionId: text(300),
  descriptionEn: text(300),
  icon: text(24),
  sortOrder: z.int(),
  active: z.boolean(),
});

const factFields: FormField[] = [
  { name: 'nameId', input: 'text', required: true },
  { name: 'nameEn', input: 'text', required: true },
  { name: 'type', input: 'text', required: true },
  { name: 'icon', input: 'text', required: true },
  { name: 'descriptionId', input: 'long-text' },
  { name: 'descriptionEn', input: 'long-text' },
  { name: 'sortOrder', input: 'number', required: true, value: 100 },
  { name: 'active', input: 'flag', value: true },
];

/** The shelves of the shop. */
export const categoryResource = resource(ProductCategory, {
  menu: 'catalogue',
  title: 'nameId',
  read: 'products.read',
  fields: {
    ...fields('text', 'nameId', 'nameEn', 'type', 'icon'),
    ...fields('code', 'code'),
    ...fields('long-text', 'descriptionId', 'descriptionEn'),
    ...fields('number', 'sortOrder', 'version'),
    ...fields('flag', 'active'),
    ...fields('instant', 'createdAt', 'updatedAt'),
  },
  hidden: [],
  list: ['nameId', 'code', 'type', 'sortOrder', 'active', 'updatedAt'],
  filters: { nameId: 'prefix', code: 'prefix', active: 'flag' },
  sorts: ['id', 'code', 'sortOrder'],
  create: serviceAction({
    permission: 'categories.write',
    schema: z.strictObject({ code: text(48), ...Facts.shape }),
    fields: [{ name: 'code', input: 'text', required: true }, ...factFields],
    run: saveCategory,
  }),
  edit: serviceAction({
    permission: 'categories.write',
    schema: Facts,
    fields: (row) => Promise.resolve(withValues(factFields, row)),
    expects: { entity: ProductCategory, column: 'version' },
    run: (uow, facts, row) =>
      saveCategory(uow, { ...facts, categoryId: String(row?.['id']), version: Number(row?.['version']) }),
  }),
});

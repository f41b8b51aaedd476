import { z } from 'zod';
import {
  adjustStock,
  AdjustStock,
  changePrice,
  createProduct,
  CreateProduct,
  editProduct,
  EditProduct,
  Product,
  requestPrice,
} from '../../src/products/index.js';
import { Components } from '../components.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction, type FormField } from '../shared/form-action.js';
import { choices, reason, withValues } from '../shared/forms.js';
import { choice, fields, reference } from '../shared/policy.js';
import type { Row } from '../shared/present.js';
import { categoryOptions, inputSchemaOptions } from './options.js';
import { priceStory, sellingPrices } from './prices.js';

const kinds = ['digital', 'physical'];

const priceFields: FormField[] = [
  { name: 'costAmount', input: 'money', required: true },
  { name: 'retailPriceAmount', input: 'money', nullable: true },
  { name: 'resellerPriceAmount', input: 'money', nullable: true },
  { name: 'adminFeeAmount', input: 'money', required: true, value: 0 },
];

const amount = z.int().min(0);

const Prices = z.strictObject({
  costAmount: amount,
  retailPriceAmount: amount.nullable(),
  resellerPriceAmount: amount.nullable(),
  adminFeeAmount: amount,
  reason,
});

/** The facts about a product; which of them fit its kind is decided by the use case. */
async function factFields(): Promise<FormField[]> {
  return [
    { name: 'name', input: 'text', required: true },
    { name: 'categoryId', input: 'choice', required: true, options: await categoryOptions() },
    { name: 'brand', input: 'text' },
    { name: 'supplierSku', input: 'text', nullable: true },
    { name: 'inputSchemaId', input: 'choice', nullable: true, options: await inputSchemaOptions() },
    { name: 'weightGrams', input: 'number', nullable: true },
    { name: 'cutOffStart', input: 'time', nullable: true },
    { name: 'cutOffEnd', input: 'time', nullable: true },
    { name: 'descriptionId', input: 'long-text' },
    { name: 'descriptionEn', input: 'long-text' },
    { name: 'needsSerialNumber', input: 'flag', value: true },
    { name: 'popular', input: 'flag', value: false },
    { name: 'active', input: 'flag', value: true },
  ];
}

const digitalOnly = ['supplierSku', 'inputSchemaId', 'cutOffStart', 'cutOffEnd', 'needsSerialNumber'];
const physicalOnly = ['weightGrams'];

/** Whether a fact makes sense for this kind of product. */
const fits =
  (row: Row | null) =>
  ({ name }: FormField): boolean =>
    !(row?.['kind'] === 'physical' ? digitalOnly : physicalOnly).includes(name);

const subject = (row: Row | null) => ({ productId: String(row?.['id']), version: Number(row?.['version']) });

/** What the shop sells. Prices and stock change by actions of their own, with a reason. */
export const productResource = resource(Product, {
  menu: 'catalogue',
  title: 'name',
  read: 'products.read',
  fields: {
    categoryId: reference('ProductCategory'),
    kind: choice(kinds),
    ...fields('text', 'name', 'brand', 'cutOffStart', 'cutOffEnd'),
    ...fields('word', 'supplier'),
    ...fields('code', 'sku', 'supplierSku'),
    ...fields('long-text', 'descriptionId', 'descriptionEn'),
    costAmount: { kind: 'money', permission: 'products.price' },
    lossAgreedCostAmount: { kind: 'money', permission: 'products.price' },
    ...fields('money', 'retailPriceAmount', 'resellerPriceAmount', 'adminFeeAmount'),
    ...fields('number', 'stock', 'weightGrams', 'version'),
    ...fields('flag', 'needsSerialNumber', 'popular', 'active', 'supplierActive'),
    ...fields('instant', 'createdAt', 'updatedAt'),
    ...fields('code', 'inputSchemaId'),
  },
  hidden: [],
  derived: sellingPrices,
  story: { component: Components.ProductStory, load: priceStory },
  list: ['name', 'sku', 'categoryId', 'retailPrice', 'resellerPrice', 'stock', 'active'],
  show: [
    'name',
    'sku',
    'active',
    'retailPrice',
    'resellerPrice',
    'costAmount',
    'lossAgreedCostAmount',
    'adminFeeAmount',
    'stock',
    'categoryId',
    'kind',
    'brand',
    'supplier',
    'supplierSku',
    'supplierActive',
    'needsSerialNumber',
    'cutOffStart',
    'cutOffEnd',
    'weightGrams',
    'popular',
    'retailPriceAmount',
    'resellerPriceAmount',
    'createdAt',
    'updatedAt',
    'descriptionId',
    'descriptionEn',
  ],
  filters: {
    name: 'prefix',
    sku: 'prefix',
    supplierSku: 'exact',
    categoryId: 'exact',
    kind: 'state',
    active: 'flag',
  },
  sorts: ['id', 'name', 'sku'],
  searchBy: 'name',
  subject: 'product',
  tabs: 'kind',
  create: serviceAction({
    permission: 'products.price',
    schema: CreateProduct,
    fields: async () => [
      { name: 'sku', input: 'text', required: true },
      { name: 'kind', input: 'choice', required: true, options: choices(kinds) },
      ...(await factFields()),
      ...priceFields,
      { name: 'stock', input: 'number', nullable: true },
    ],
    run: createProduct,
  }),
  edit: serviceAction({
    permission: 'products.write',
    schema: EditProduct.shape.changes,
    fields: async (row) => withValues((await factFields()).filter(fits(row)), row),
    expects: { entity: Product, column: 'version' },
    run: (uow, changes, row) => editProduct(uow, { ...subject(row), changes }),
  }),
  actions: {
    changePrice: serviceAction({
      permission: 'products.price',
      schema: Prices,
      icon: 'DollarSign',
      fields: (row) => Promise.resolve([...withValues(priceFields, row), reasonField]),
      expects: { entity: Product, column: 'version' },
      consequences: (row) =>
        Promise.resolve([
          { key: 'product', value: String(row['name']) },
          { key: 'cost_now', kind: 'money' as const, value: Number(row['costAmount']) },
        ]),
      run: (uow, prices, row) => changePrice(uow, { ...subject(row), ...prices }),
      ask: (uow, prices, row) => requestPrice(uow, { ...subject(row), ...prices }),
    }),
    adjustStock: serviceAction({
      permission: 'products.write',
      schema: z.strictObject({ delta: AdjustStock.shape.delta, reason }),
      icon: 'Layers',
      fields: [{ name: 'delta', input: 'number', required: true }, reasonField],
      offered: (row) => row['stock'] !== null,
      expects: { entity: Product, column: 'stock' },
      consequences: (row) =>
        Promise.resolve([
          { key: 'product', value: String(row['name']) },
          { key: 'stock_now', value: Number(row['stock']) },
        ]),
      run: (uow, input, row) => adjustStock(uow, { productId: String(row?.['id']), ...input }),
    }),
  },
});

import { system } from '../../src/platform/actor.js';
import { newId } from '../../src/platform/ids.js';
import type { Values } from '../../src/platform/statements.js';
import { inTransaction, type UnitOfWork } from '../../src/platform/unit-of-work.js';
import {
  InputSchema,
  MarginRule,
  Product,
  ProductCategory,
  type InputField,
} from '../../src/products/index.js';
import { forgetShelves } from '../../src/products/categories.js';
import { scopeKeyOf } from '../../src/products/margin-rule.entity.js';
import { forgetMarginRules } from '../../src/products/margin-rules.js';

const factory = system('factory');

let made = 0;
const serial = (): number => (made += 1);

/** Counts in letters, because category codes have no digits: a, b, … z, ba. */
const letters = (count: number): string =>
  [...count.toString(26)].map((digit) => String.fromCharCode(97 + parseInt(digit, 26))).join('');

async function insertOne<T extends { id: string }>(
  entity: new () => T,
  insert: (uow: UnitOfWork) => Promise<void>,
  row: Values<T>,
): Promise<T> {
  await inTransaction(factory, insert);
  return Object.assign(new entity(), row);
}

/** An open category with a code of its own. */
export async function aCategory(values: Values<ProductCategory> = {}): Promise<ProductCategory> {
  const number = serial();
  const row = {
    id: newId(),
    code: `rak-${letters(number)}`,
    type: 'pulsa',
    nameId: `Rak ${number}`,
    nameEn: `Shelf ${number}`,
    descriptionId: '',
    descriptionEn: '',
    icon: 'gift',
    sortOrder: number,
    active: true,
    version: 1,
    ...values,
  };
  const category = await insertOne(ProductCategory, (uow) => uow.insert(ProductCategory, row), row);
  await forgetShelves();
  return category;
}

/** A question about a mobile number; override what matters. */
export const aField = (values: Partial<InputField> = {}): InputField => ({
  key: 'phone',
  label: { id: 'Nomor HP', en: 'Mobile number' },
  type: 'phone',
  regex: '^08[1-35-9]\\d{7,10}$',
  min_length: 10,
  max_length: 13,
  required: true,
  help: { id: 'Nomor yang diisi.', en: 'The number to top up.' },
  placeholder: '081234567890',
  ...values,
});

/** User id and zone id, as Mobile Legends asks them. */
export const gameFields: InputField[] = [
  aField({
    key: 'user_id',
    type: 'digits',
    regex: '^\\d{6,12}$',
    min_length: 6,
    max_length: 12,
    placeholder: '123456789',
  }),
  aField({
    key: 'zone_id',
    type: 'digits',
    regex: '^\\d{3,6}$',
    min_length: 3,
    max_length: 6,
    placeholder: '1234',
  }),
];

/** A set of questions under a code of its own; one mobile number unless told otherwise. */
export async function anInputSchema(values: Values<InputSchema> = {}): Promise<InputSchema> {
  const row = {
    id: newId(),
    code: `rak/isian_${letters(serial())}`,
    version: 1,
    fields: [aField()],
    joinTemplate: '{{phone}}',
    ...values,
  };
  return insertOne(InputSchema, (uow) => uow.insert(InputSchema, row), row);
}

const parentOf = async (values: Values<Product>) => values.categoryId ?? (await aCategory()).id;

async function insertProduct(values: Values<Product>): Promise<Product> {
  const row = {
    id: newId(),
    categoryId: await parentOf(values),
    brand: 'Contoh',
    costAmount: 10_000,
    retailPriceAmount: 12_000,
    resellerPriceAmount: 11_000,
    adminFeeAmount: 0,
    cutOffStart: null,
    cutOffEnd: null,
    popular: false,
    active: true,
    supplierActive: true,
    descriptionId: 'Keterangan',
    descriptionEn: 'Description',
    version: 1,
    ...values,
  };
  const product = await insertOne(Product, (uow) => uow.insert(Product, row), row);
  await forgetShelves();
  return product;
}

/** A digital product at 12.000 retail and 11.000 reseller that asks for a mobile number. */
export async function aDigitalProduct(values: Values<Product> = {}): Promise<Product> {
  const number = serial();
  return insertProduct({
    sku: `UJI-${number}`,
    supplier: 'digiflazz',
    supplierSku: `uji${number}`,
    name: `Pulsa Uji ${number}`,
    kind: 'digital',
    inputSchemaId: values.inputSchemaId === undefined ? (await anInputSchema()).id : values.inputSchemaId,
    stock: null,
    weightGrams: null,
    needsSerialNumber: true,
    ...values,
  });
}

/** Goods on the shelf, ten pieces of a kilogram unless told otherwise. */
export function aPhysicalProduct(values: Values<Product> = {}): Promise<Product> {
  const number = serial();
  return insertProduct({
    sku: `BRG-${number}`,
    supplier: null,
    supplierSku: null,
    name: `Barang Uji ${number}`,
    kind: 'physical',
    inputSchemaId: null,
    stock: 10,
    weightGrams: 1_000,
    needsSerialNumber: false,
    ...values,
  });
}

/** A margin rule for retail customers of one category; its scope key follows from its values. */
export async function aMarginRule(values: Values<MarginRule>): Promise<MarginRule> {
  const base = {
    scope: 'category' as const,
    categoryId: null,
    productId: null,
    customerType: 'retail' as const,
    marginBps: 500,
    marginAmount: 0,
    roundUpToAmount: 100,
    active: true,
    version: 1,
    ...values,
  };
  const scopeKey = scopeKeyOf(
    base.scope ?? 'category',
    base.categoryId ?? base.productId ?? null,
    base.customerType ?? 'retail',
  );
  const row = { id: newId(), scopeKey, ...base };
  const rule = await insertOne(MarginRule, (uow) => uow.insert(MarginRule, row), row);
  await forgetMarginRules();
  return rule;
}

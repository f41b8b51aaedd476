import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { percentOf } from '../../platform/money.js';

const sentence = z.string().trim().min(1);
const inTwoLanguages = z.strictObject({ id: sentence, en: sentence });
const amount = z.int().min(0);
const bps = z.int().min(0).max(10_000);
const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/);
const code = z.string().regex(/^[a-z]+(-[a-z]+)*$/);
const key = z.string().regex(/^[a-z]+(_[a-z]+)*$/);

const Field = z.strictObject({
  key,
  label: inTwoLanguages,
  type: z.enum(['text', 'digits', 'phone', 'select', 'email']),
  regex: z.string().min(1),
  min_length: z.int().min(1),
  max_length: z.int().max(120),
  options: z
    .array(z.strictObject({ value: sentence, label: inTwoLanguages }))
    .min(2)
    .optional(),
  required: z.boolean(),
  help: inTwoLanguages,
  placeholder: sentence,
});

const InputSchema = z.strictObject({
  version: z.literal(1),
  fields: z.array(Field).min(1),
  join_template: sentence,
});

const Margin = z.strictObject({
  retail_bps: bps,
  retail_fixed_amount: amount,
  reseller_bps: bps,
  reseller_fixed_amount: amount,
});

const productFields = {
  sku: z
    .string()
    .max(32)
    .regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/),
  name: sentence.max(120),
  brand: sentence.max(60),
  cost_amount: amount,
  retail_price_amount: amount.nullable(),
  reseller_price_amount: amount.nullable(),
  admin_fee_amount: amount,
  cut_off_start: timeOfDay.nullable(),
  cut_off_end: timeOfDay.nullable(),
  needs_serial_number: z.boolean(),
  active: z.boolean(),
  description: inTwoLanguages,
  popular: z.literal(true).optional(),
};

const DigitalProduct = z.strictObject({
  ...productFields,
  kind: z.literal('digital'),
  supplier_sku: z.string().regex(/^[a-z0-9]+$/),
  input_schema: key,
  stock: z.null(),
  weight_grams: z.null(),
});

const PhysicalProduct = z.strictObject({
  ...productFields,
  kind: z.literal('physical'),
  supplier_sku: z.null(),
  input_schema: z.null(),
  stock: z.int().min(1),
  weight_grams: z.int().min(1),
  cut_off_start: z.null(),
  cut_off_end: z.null(),
  needs_serial_number: z.literal(false),
});

const Category = z.strictObject({
  code,
  name: inTwoLanguages,
  type: key,
  description: inTwoLanguages,
  sort: z.int().min(1),
  icon: z.enum([
    'phone',
    'globe',
    'bolt',
    'water',
    'tv',
    'wallet',
    'gift',
    'gamepad',
    'bricks',
    'tool',
    'message',
    'heart',
  ]),
  margin: Margin.nullable(),
  input_schemas: z.record(key, InputSchema),
  products: z.array(z.discriminatedUnion('kind', [DigitalProduct, PhysicalProduct])).min(1),
});

const Prefixes = z.array(z.strictObject({ prefix: z.string().regex(/^08\d{2,4}$/), brand: sentence }));

type Category = z.infer<typeof Category>;
type Product = Category['products'][number];
type Tier = 'retail' | 'reseller';

const readJson = (path: string): unknown => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const files = readdirSync(new URL('.', import.meta.url)).filter((name) => name.endsWith('.json'));
const categories = files.map((name) =>
  Category.parse(readJson(name), { error: (issue) => `${name}: ${issue.path?.join('.')} ${issue.code}` }),
);
const shelf = categories.flatMap((category) => category.products.map((product) => ({ category, product })));
const products = shelf.map((item) => item.product);
const fields = categories.flatMap((category) =>
  Object.values(category.input_schemas).flatMap((schema) => schema.fields),
);
const prefixes = Prefixes.parse(readJson('../operator-prefixes.json'));

const own = (product: Product, tier: Tier) => product[`${tier}_price_amount`];

/** The price of one tier in whole rupiah: the product's own, else cost plus the category's margin. */
function priceOf(product: Product, category: Category, tier: Tier): number {
  const price = own(product, tier);
  if (price !== null) return price;
  assert.ok(category.margin, `${product.sku} has neither a price nor a category margin`);
  const share = percentOf(product.cost_amount, category.margin[`${tier}_bps`], 'ceil');
  return product.cost_amount + share + category.margin[`${tier}_fixed_amount`];
}

function repeated(values: readonly string[]): string[] {
  return values.filter((value, index) => values.indexOf(value) !== index);
}

/** Telco prefixes overlap (085155 lies inside 0851), so the longest one that fits decides. */
function brandOf(phone: string): string | undefined {
  const fitting = prefixes.filter(({ prefix }) => phone.startsWith(prefix));
  return fitting.sort((a, b) => b.prefix.length - a.prefix.length)[0]?.brand;
}

describe('the demo catalogue', () => {
  it('offers at least 180 products in at least 14 categories, 25 of them physical', () => {
    assert.ok(products.length >= 180, `${products.length} products`);
    assert.ok(categories.length >= 14, `${categories.length} categories`);
    assert.ok(products.filter(({ kind }) => kind === 'physical').length >= 25);
  });

  it('S2.127 S2.128 S2.129 S2.130 S2.131 S4.33 covers the category types of the trade', () => {
    const types = new Set(categories.map(({ type }) => type));
    const expected = [
      'game',
      'pulsa',
      'data',
      'pln',
      'pdam',
      'telkom',
      'internet',
      'tv',
      'emoney',
      'voucher',
    ];
    for (const type of [...expected, 'building_materials']) assert.ok(types.has(type), type);
  });

  it('names each file after its category and gives each category its own place', () => {
    assert.deepEqual(
      categories.map((category) => `${category.code}.json`),
      files,
    );
    assert.deepEqual(repeated(categories.map(({ sort }) => String(sort))), []);
  });

  it('uses each SKU, supplier SKU and product name once', () => {
    assert.deepEqual(repeated(products.map(({ sku }) => sku)), []);
    assert.deepEqual(repeated(products.flatMap(({ supplier_sku }) => supplier_sku ?? [])), []);
    assert.deepEqual(repeated(products.map(({ name }) => name)), []);
  });

  it("S4.29 sells the supplier's test product at its documented cost", () => {
    const test = products.find(({ supplier_sku }) => supplier_sku === 'xld10');
    assert.equal(test?.name, 'Pulsa XL 10.000');
    assert.equal(test.cost_amount, 10_500);
  });

  it('closes a cut-off window that it opens, and closes PLN tokens from 23:00 to 01:00', () => {
    for (const { sku, cut_off_start, cut_off_end } of products) {
      assert.equal(cut_off_start === null, cut_off_end === null, sku);
    }
    for (const { product, category } of shelf.filter((item) => item.category.code === 'pln-token')) {
      assert.deepEqual([product.cut_off_start, product.cut_off_end], ['23:00', '01:00'], category.code);
    }
  });
});

describe('the prices of the demo catalogue', () => {
  it('S4.30 charge a reseller no more than a retail customer, and both more than the cost', () => {
    for (const { product, category } of shelf.filter((item) => item.product.active)) {
      const [reseller, retail] = [
        priceOf(product, category, 'reseller'),
        priceOf(product, category, 'retail'),
      ];
      assert.ok(reseller > product.cost_amount, `${product.sku} is sold at ${reseller}`);
      assert.ok(reseller <= retail, `${product.sku}: ${reseller} above ${retail}`);
    }
  });

  it('keep a bill off sale and at its admin fee until an inquiry knows the amount', () => {
    const bills = products.filter((product) => !product.active);
    assert.ok(bills.length > 0);
    for (const bill of bills) {
      assert.deepEqual([bill.cost_amount, own(bill, 'retail'), own(bill, 'reseller')], [0, 0, 0], bill.sku);
      assert.ok(bill.admin_fee_amount > 0, bill.sku);
    }
  });
});

describe('the input fields of the demo catalogue', () => {
  it('S4.31 are accepted by their own pattern and lengths in the example they show', () => {
    for (const { key, regex, placeholder, min_length, max_length } of fields) {
      assert.ok(regex.startsWith('^') && regex.endsWith('$'), `${key}: ${regex} is not anchored`);
      assert.match(placeholder, new RegExp(regex), key);
      assert.ok(
        placeholder.length >= min_length && placeholder.length <= max_length,
        `${key}: ${placeholder}`,
      );
    }
  });

  it('S4.31 ask a Mobile Legends player for a user id and a zone id, sent to the supplier run together', () => {
    const schema = categories.find(({ code: category }) => category === 'game')?.input_schemas['ml_account'];
    assert.deepEqual(
      schema?.fields.map((field) => field.key),
      ['user_id', 'zone_id'],
    );
    assert.equal(schema.join_template, '{{user_id}}{{zone_id}}');
  });

  it('have patterns that browsers accept in a form, where the v flag applies', () => {
    for (const { key, regex, placeholder } of fields) assert.match(placeholder, new RegExp(regex, 'v'), key);
  });

  it('offer options for a select, all accepted, and for nothing else', () => {
    for (const { key, type, options, regex, min_length, max_length } of fields) {
      assert.equal(options !== undefined, type === 'select', key);
      for (const { value } of options ?? []) {
        assert.match(value, new RegExp(regex), key);
        assert.ok(value.length >= min_length && value.length <= max_length, `${key}: ${value}`);
      }
    }
  });

  it('are each used exactly once by the template that joins them', () => {
    for (const { code: category, input_schemas } of categories) {
      for (const [name, { fields: parts, join_template }] of Object.entries(input_schemas)) {
        const used = [...join_template.matchAll(/\{\{([a-z_]+)\}\}/g)].map(([, part]) => part);
        assert.deepEqual(used.sort(), parts.map((part) => part.key).sort(), `${category} ${name}`);
      }
    }
  });

  it('exist for every digital product, and no schema stands unused', () => {
    for (const { code: category, input_schemas, products: onShelf } of categories) {
      const asked = new Set(onShelf.flatMap(({ input_schema }) => input_schema ?? []));
      assert.deepEqual([...asked].sort(), Object.keys(input_schemas).sort(), category);
    }
  });
});

describe('the operator prefixes', () => {
  it('are listed once each, for brands that sell pulsa, and leave no pulsa brand out', () => {
    const pulsa = categories.find(({ code: category }) => category === 'pulsa');
    const sold = new Set(pulsa?.products.map(({ brand }) => brand));
    assert.deepEqual(repeated(prefixes.map(({ prefix }) => prefix)), []);
    assert.deepEqual(new Set(prefixes.map(({ brand }) => brand)), sold);
  });

  for (const [phone, brand] of [
    ['085155000000', 'by.U'],
    ['085100000000', 'Telkomsel'],
    ['087800001230', 'XL'],
    ['083100000000', 'Axis'],
    ['085700000000', 'Indosat'],
    ['089500000000', 'Tri'],
    ['088400000000', 'Smartfren'],
    ['084000000000', undefined],
  ] as const) {
    it(`find ${brand ?? 'no operator'} for ${phone}`, () => {
      assert.equal(brandOf(phone), brand);
    });
  }
});

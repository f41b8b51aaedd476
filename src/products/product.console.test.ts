import assert from 'node:assert/strict';
import {
  aCategory,
  aDigitalProduct,
  aMarginRule,
  anInputSchema,
  aPhysicalProduct,
} from '../../test/factories/products.js';
import type { Actor } from '../platform/actor.js';
import { guest, system } from '../platform/actor.js';
import { database } from '../platform/database.js';
import { DomainError } from '../platform/errors.js';
import { problemOf, toDomainError } from '../platform/http/problem.js';
import { priceBelowCost } from './product.errors.js';
import { newId } from '../platform/ids.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { ActivityLog, can, staffRoles, type Permission } from '../staff/index.js';
import { saveCategory } from './category.console.js';
import { shelves } from './categories.js';
import { ProductCategory } from './category.entity.js';
import { saveMarginRule, type SaveMarginRule } from './margin-rule.console.js';
import { MarginRule } from './margin-rule.entity.js';
import { marginRules } from './margin-rules.js';
import { changePrice } from './change-price.js';
import { createProduct, editProduct } from './product.console.js';
import { Product } from './product.entity.js';
import type { CreateProduct } from './product.forms.js';
import { adjustStock } from './stock.console.js';

const person = (role: string): Actor => ({ kind: 'staff', id: newId(), role, name: 'Petugas Uji' });
const clerk = person('catalogue');

const by = <T>(actor: Actor, work: (uow: UnitOfWork) => Promise<T>): Promise<T> => inTransaction(actor, work);

/** What the caller is told, as the error handler would tell it. */
async function refusal(work: Promise<unknown>): Promise<[number, string, Record<string, string>]> {
  const thrown: unknown = await work.then(
    () => new Error('nothing was refused'),
    (error: unknown) => error,
  );
  const { status, code, fields } = toDomainError(thrown);
  return [status, code, Object.fromEntries((fields ?? []).map((field) => [field.path, field.code]))];
}

const saved = (id: string): Promise<Product> => database().getRepository(Product).findOneByOrFail({ id });

async function lastActivity(subjectId: string) {
  const [row] = await database()
    .getRepository(ActivityLog)
    .find({ where: { subjectId }, order: { id: 'DESC' } });
  return row && { action: row.action, reason: row.reason, before: row.beforeValues, after: row.afterValues };
}

const activities = (subjectId: string) => database().getRepository(ActivityLog).countBy({ subjectId });

const digitalForm = (values: Partial<CreateProduct> & { categoryId: string }): CreateProduct => ({
  sku: `BARU-${newId()}`,
  kind: 'digital',
  name: 'Pulsa Baru 25.000',
  brand: 'Telkomsel',
  supplierSku: 'tsel25',
  inputSchemaId: null,
  weightGrams: null,
  stock: null,
  cutOffStart: null,
  cutOffEnd: null,
  needsSerialNumber: true,
  popular: false,
  active: true,
  descriptionId: '',
  descriptionEn: '',
  costAmount: 24_500,
  retailPriceAmount: 26_000,
  resellerPriceAmount: null,
  adminFeeAmount: 0,
  ...values,
});

describe('createProduct', () => {
  it('S2.55 puts a product on the shelf and writes down who did', async () => {
    const category = await aCategory();
    const form = digitalForm({ categoryId: category.id, inputSchemaId: (await anInputSchema()).id });
    const { id } = await by(clerk, (uow) => createProduct(uow, form));
    const product = await saved(id);
    assert.deepEqual([product.sku, product.supplier, product.version], [form.sku, 'digiflazz', 1]);
    assert.deepEqual(await lastActivity(id), {
      action: 'product.created',
      reason: null,
      before: null,
      after: { ...form },
    });
    const shelf = (await shelves()).find(({ code }) => code === category.code);
    assert.equal(shelf?.products, 1);
  });

  it('refuses a SKU that is taken', async () => {
    const { id: categoryId } = await aCategory();
    const { sku } = await aDigitalProduct({ categoryId });
    assert.deepEqual(
      await refusal(by(clerk, (uow) => createProduct(uow, digitalForm({ categoryId, sku })))),
      [409, 'code_taken', {}],
    );
  });

  it('refuses prices below cost, and a product on sale whose cost nobody knows', async () => {
    const { id: categoryId } = await aCategory();
    const codeOf = async (values: Partial<CreateProduct>) =>
      (await refusal(by(clerk, (uow) => createProduct(uow, digitalForm({ categoryId, ...values })))))[1];
    assert.equal(await codeOf({ retailPriceAmount: 24_499 }), 'price_below_cost');
    assert.equal(await codeOf({ resellerPriceAmount: 1 }), 'price_below_cost');
    assert.equal(await codeOf({ costAmount: 0 }), 'cost_unknown');
  });

  it('refuses what does not fit the kind, points at nothing, or has no sense', async () => {
    const { id: categoryId } = await aCategory();
    const fieldsOf = async (values: Partial<CreateProduct>) =>
      (await refusal(by(clerk, (uow) => createProduct(uow, digitalForm({ categoryId, ...values })))))[2];
    assert.deepEqual(await fieldsOf({ stock: 4, supplierSku: null }), {
      supplierSku: 'required',
      stock: 'unfit_for_kind',
    });
    assert.deepEqual(await fieldsOf({ kind: 'physical' }), {
      supplierSku: 'unfit_for_kind',
      stock: 'required',
      weightGrams: 'required',
    });
    assert.deepEqual(await fieldsOf({ cutOffStart: '23:00' }), { cutOffEnd: 'required' });
    assert.deepEqual(await fieldsOf({ cutOffStart: '24:00', cutOffEnd: '1:00' }), {
      cutOffStart: 'invalid_format',
      cutOffEnd: 'invalid_format',
    });
    assert.deepEqual(await fieldsOf({ categoryId: newId() }), { categoryId: 'unknown_reference' });
    assert.deepEqual(await fieldsOf({ inputSchemaId: newId() }), { inputSchemaId: 'unknown_reference' });
    assert.deepEqual(Object.keys(await fieldsOf({ costAmount: 1.5, name: ' ', sku: 'a b' })), [
      'name',
      'costAmount',
      'sku',
    ]);
  });
});

describe('editProduct', () => {
  it('changes what differs, counts the version up and records before and after', async () => {
    const { id, name } = await aDigitalProduct();
    const changes = { name: 'Pulsa Ganti Nama', popular: false, cutOffStart: '23:00', cutOffEnd: '01:00' };
    await by(clerk, (uow) => editProduct(uow, { productId: id, version: 1, changes }));
    assert.equal((await saved(id)).version, 2);
    assert.deepEqual(await lastActivity(id), {
      action: 'product.edited',
      reason: null,
      before: { name, cutOffStart: null, cutOffEnd: null },
      after: { name: 'Pulsa Ganti Nama', cutOffStart: '23:00', cutOffEnd: '01:00' },
    });
  });

  it('lets the first of two editors win and tells the second', async () => {
    const { id } = await aDigitalProduct();
    const edit = (name: string) =>
      by(clerk, (uow) => editProduct(uow, { productId: id, version: 1, changes: { name } }));
    const outcomes = await Promise.allSettled([edit('Satu'), edit('Dua')]);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.deepEqual(await refusal(edit('Tiga')), [409, 'changed_meanwhile', {}]);
    assert.equal(await activities(id), 1);
  });

  it('writes nothing when nothing differs', async () => {
    const { id, name } = await aDigitalProduct();
    await by(clerk, (uow) => editProduct(uow, { productId: id, version: 1, changes: { name } }));
    assert.deepEqual([(await saved(id)).version, await activities(id)], [1, 0]);
  });

  it('cannot touch prices or stock', async () => {
    const { id } = await aPhysicalProduct();
    const sneaky = { productId: id, version: 1, changes: { name: 'X', retailPriceAmount: 1, stock: 99 } };
    const [status] = await refusal(by(clerk, (uow) => editProduct(uow, sneaky)));
    assert.equal(status, 422);
    assert.deepEqual([(await saved(id)).retailPriceAmount, (await saved(id)).stock], [12_000, 10]);
  });

  it('puts no bill on sale before its cost is known', async () => {
    const { id } = await aDigitalProduct({
      active: false,
      costAmount: 0,
      retailPriceAmount: 0,
      resellerPriceAmount: 0,
    });
    const activate = by(clerk, (uow) =>
      editProduct(uow, { productId: id, version: 1, changes: { active: true } }),
    );
    assert.deepEqual(await refusal(activate), [409, 'cost_unknown', {}]);
  });

  it('finds no product under an unknown id', async () => {
    const edit = by(clerk, (uow) => editProduct(uow, { productId: newId(), version: 1, changes: {} }));
    assert.deepEqual(await refusal(edit), [404, 'not_found', {}]);
  });
});

describe('changePrice', () => {
  const reason = 'Harga pemasok naik';

  it('S2.57 S2.136 changes prices with a reason, and gives a price back to the margin rules', async () => {
    const { id } = await aDigitalProduct();
    const form = { productId: id, version: 1, retailPriceAmount: 13_500, resellerPriceAmount: null, reason };
    await by(clerk, (uow) => changePrice(uow, form));
    const product = await saved(id);
    assert.deepEqual(
      [product.retailPriceAmount, product.resellerPriceAmount, product.version],
      [13_500, null, 2],
    );
    assert.deepEqual(await lastActivity(id), {
      action: 'product.price_changed',
      reason,
      before: { retailPriceAmount: 12_000, resellerPriceAmount: 11_000 },
      after: { retailPriceAmount: 13_500, resellerPriceAmount: null },
    });
  });

  it('tells in both languages which price is too low, in figures people read', () => {
    const error = priceBelowCost('reseller', 12_000, 13_500);
    assert.match(String(problemOf(error, 'id')['detail']), /^Harga Reseller Rp 12\.000 .* Rp 13\.500\./);
    assert.match(String(problemOf(error, 'en')['detail']), /^The Reseller price of Rp 12,000 .* Rp 13,500\./);
  });

  it('needs a reason, a change and the present version', async () => {
    const { id } = await aDigitalProduct();
    const change = (form: object) =>
      refusal(by(clerk, (uow) => changePrice(uow, { productId: id, version: 1, reason, ...form })));
    assert.deepEqual(await change({ retailPriceAmount: 13_000, reason: ' ' }), [
      422,
      'invalid_input',
      { reason: 'too_small' },
    ]);
    assert.equal((await change({}))[1], 'invalid_input');
    assert.deepEqual(await change({ retailPriceAmount: 13_000, version: 7 }), [409, 'changed_meanwhile', {}]);
    for (const retailPriceAmount of [-1, 0.5, 2 ** 53])
      assert.equal((await change({ retailPriceAmount }))[0], 422, String(retailPriceAmount));
  });
});

describe('adjustStock', () => {
  const reason = 'Barang datang';

  it('counts up and down by a difference', async () => {
    const { id } = await aPhysicalProduct({ stock: 3 });
    await by(clerk, (uow) => adjustStock(uow, { productId: id, delta: 5, reason }));
    await by(clerk, (uow) => adjustStock(uow, { productId: id, delta: -8, reason: 'Rusak' }));
    assert.equal((await saved(id)).stock, 0);
    assert.deepEqual(await lastActivity(id), {
      action: 'product.stock_adjusted',
      reason: 'Rusak',
      before: { stock: 8 },
      after: { stock: 0 },
    });
  });

  it('loses nothing when several people count at once', async () => {
    const { id } = await aPhysicalProduct({ stock: 0 });
    const once = () => by(clerk, (uow) => adjustStock(uow, { productId: id, delta: 2, reason }));
    await Promise.all(Array.from({ length: 8 }, once));
    assert.equal((await saved(id)).stock, 16);
  });

  it('refuses to go below zero, to count what the supplier manages, and to change nothing', async () => {
    const [goods, digital] = [await aPhysicalProduct({ stock: 1 }), await aDigitalProduct()];
    const adjust = (productId: string, delta: number) =>
      refusal(by(clerk, (uow) => adjustStock(uow, { productId, delta, reason })));
    assert.deepEqual(await adjust(goods.id, -2), [409, 'out_of_stock', {}]);
    assert.deepEqual(await adjust(digital.id, 1), [409, 'stock_not_counted', {}]);
    assert.equal((await adjust(goods.id, 0))[0], 422);
    assert.equal((await saved(goods.id)).stock, 1);
  });
});

describe('saveMarginRule', () => {
  const form = (values: Partial<SaveMarginRule>): SaveMarginRule => ({
    scope: 'category',
    categoryId: null,
    productId: null,
    customerType: 'retail',
    marginBps: 700,
    marginAmount: 250,
    roundUpToAmount: 500,
    active: true,
    version: null,
    reason: 'Menyesuaikan pasar',
    ...values,
  });

  it('S2.60 S2.63 makes a rule that prices follow at once, and edits it under its version', async () => {
    const { id: categoryId } = await aCategory();
    const rulesHere = async () => (await marginRules()).filter((rule) => rule.categoryId === categoryId);
    assert.deepEqual(await rulesHere(), []);
    const rule = await by(clerk, (uow) => saveMarginRule(uow, form({ categoryId })));
    assert.deepEqual(
      (await rulesHere()).map(({ marginBps }) => marginBps),
      [700],
    );
    await by(clerk, (uow) => saveMarginRule(uow, form({ categoryId, marginBps: 800, version: 1 })));
    assert.deepEqual(
      (await rulesHere()).map(({ marginBps }) => marginBps),
      [800],
    );
    await by(clerk, (uow) =>
      saveMarginRule(uow, form({ categoryId, marginBps: 800, active: false, version: 2 })),
    );
    assert.deepEqual(await rulesHere(), []);
    assert.deepEqual(await lastActivity(rule.id), {
      action: 'margin_rule.saved',
      reason: 'Menyesuaikan pasar',
      before: { active: true },
      after: { active: false },
    });
  });

  it('keeps one rule for each place, and tells who comes second', async () => {
    const { id: categoryId } = await aCategory();
    const save = () => by(clerk, (uow) => saveMarginRule(uow, form({ categoryId })));
    const outcomes = await Promise.allSettled([save(), save()]);
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    assert.deepEqual(await refusal(save()), [409, 'changed_meanwhile', {}]);
    assert.equal(await database().getRepository(MarginRule).countBy({ categoryId }), 1);
  });

  it('refuses a rule without its subject, with a foreign one, or with one that does not exist', async () => {
    const { id: categoryId } = await aCategory();
    const fieldsOf = async (values: Partial<SaveMarginRule>) =>
      (await refusal(by(clerk, (uow) => saveMarginRule(uow, form(values)))))[2];
    assert.deepEqual(await fieldsOf({}), { categoryId: 'required' });
    assert.deepEqual(await fieldsOf({ scope: 'product', categoryId }), { categoryId: 'unfit_for_scope' });
    assert.deepEqual(await fieldsOf({ scope: 'global', categoryId }), { categoryId: 'unfit_for_scope' });
    assert.deepEqual(await fieldsOf({ categoryId: newId() }), { categoryId: 'unknown_reference' });
    assert.deepEqual(await fieldsOf({ scope: 'product', productId: newId() }), {
      productId: 'unknown_reference',
    });
  });

  it('keeps the margin of the whole shop in force', async () => {
    const off = by(clerk, (uow) => saveMarginRule(uow, form({ scope: 'global', active: false })));
    assert.deepEqual((await refusal(off))[2], { active: 'global_margin_stays' });
  });

  it('finds rules of products that factories made', async () => {
    const product = await aDigitalProduct();
    await aMarginRule({ scope: 'product', productId: product.id });
    const again = by(clerk, (uow) => saveMarginRule(uow, form({ scope: 'product', productId: product.id })));
    assert.deepEqual(await refusal(again), [409, 'changed_meanwhile', {}]);
  });
});

describe('saveCategory', () => {
  const facts = {
    type: 'pulsa',
    nameId: 'Rak baru',
    nameEn: 'New shelf',
    descriptionId: '',
    descriptionEn: '',
    icon: 'phone',
    sortOrder: 50,
    active: true,
  };
  const code = () =>
    `baru-${newId()
      .replace(/[^A-Z]/g, '')
      .toLowerCase()}`;

  it('S2.56 S2.135 opens a category, renames it under its version, and lists follow at once', async () => {
    const category = await by(clerk, (uow) => saveCategory(uow, { code: code(), ...facts }));
    const nameNow = async () => (await shelves()).find(({ id }) => id === category.id)?.nameId;
    assert.equal(await nameNow(), 'Rak baru');
    const rename = () =>
      by(clerk, (uow) => saveCategory(uow, { categoryId: category.id, version: 1, nameId: 'Rak lama' }));
    await rename();
    assert.equal(await nameNow(), 'Rak lama');
    assert.deepEqual(await refusal(rename()), [409, 'changed_meanwhile', {}]);
    assert.deepEqual((await lastActivity(category.id))?.before, { nameId: 'Rak baru' });
  });

  it('refuses a code that is taken and a code that no address could carry', async () => {
    const { code: taken } = await aCategory();
    const save = (wanted: string) =>
      refusal(by(clerk, (uow) => saveCategory(uow, { code: wanted, ...facts })));
    assert.deepEqual(await save(taken), [409, 'code_taken', {}]);
    assert.equal((await save('Rak Baru'))[0], 422);
    assert.equal(await database().getRepository(ProductCategory).countBy({ code: 'Rak Baru' }), 0);
  });
});

describe('the rights to the catalogue', () => {
  const anything = null as never;
  const deeds: [string, Permission, (uow: UnitOfWork) => Promise<unknown>][] = [
    ['createProduct', 'products.write', (uow) => createProduct(uow, anything)],
    ['editProduct', 'products.write', (uow) => editProduct(uow, anything)],
    ['changePrice', 'products.price', (uow) => changePrice(uow, anything)],
    ['adjustStock', 'products.write', (uow) => adjustStock(uow, anything)],
    ['saveMarginRule', 'margins.write', (uow) => saveMarginRule(uow, anything)],
    ['saveCategory', 'categories.write', (uow) => saveCategory(uow, anything)],
  ];
  const customer: Actor = { kind: 'customer', id: newId(), customerType: 'reseller' };
  const actors = [guest, customer, system('seed'), ...staffRoles.map(person)];

  for (const [name, permission, deed] of deeds) {
    it(`${name} asks for ${permission} before it looks at anything`, async () => {
      for (const actor of actors) {
        const thrown: unknown = await by(actor, deed).catch((error: unknown) => error);
        const isForbidden = thrown instanceof DomainError && thrown.code === 'forbidden';
        assert.equal(isForbidden, !can(actor, permission), JSON.stringify(actor));
      }
    });
  }
});

import assert from 'node:assert/strict';
import { anonymous, as } from '../../test/app.js';
import {
  aCategory,
  aDigitalProduct,
  aMarginRule,
  anInputSchema,
  aPhysicalProduct,
  gameFields,
} from '../../test/factories/products.js';
import { aCustomer, aReseller } from '../../test/factories/users.js';
import { clock, moveClock } from '../platform/clock.js';
import { newId } from '../platform/ids.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { system } from '../platform/actor.js';
import { seedCatalogue } from './catalogue-seed.js';
import { ProductResource } from './product.schema.js';

type Listed = { data: ProductResource[]; page: { next_cursor: string | null; has_more: boolean } };
type Shown = { data: ProductResource };

const list = async (search: string, headers = {}) =>
  (await anonymous.get(`/products?${search}`, headers)).body as Listed;
const idsOf = ({ data }: Listed) => data.map(({ id }) => id);

describe('GET /products', () => {
  it('S2.246 shows the resource that was promised, and nothing of cost, margin or supplier', async () => {
    const category = await aCategory();
    const product = await aPhysicalProduct({ categoryId: category.id, adminFeeAmount: 500, stock: 7 });
    const { data } = await list(`category=${category.code}`);
    assert.deepEqual(data, [
      {
        id: product.id,
        sku: product.sku,
        category: { code: category.code, name: category.nameId },
        name: product.name,
        brand: 'Contoh',
        kind: 'physical',
        price_amount: 12_000,
        admin_fee_amount: 500,
        total_amount: 12_500,
        in_stock: true,
        stock: 7,
        available: true,
        unavailable_reason: null,
        reopens_at: null,
        input_schema: null,
        description: 'Keterangan',
        popular: false,
      },
    ]);
  });

  it('S4.30 shows resellers their price, everybody else the retail price', async () => {
    const category = await aCategory();
    await aDigitalProduct({ categoryId: category.id });
    const path = `/products?category=${category.code}`;
    const priceFor = async (caller: typeof anonymous) =>
      ((await caller.get(path)).body as Listed).data[0]?.price_amount;
    assert.equal(await priceFor(anonymous), 12_000);
    assert.equal(await priceFor(as(await aCustomer())), 12_000);
    assert.equal(await priceFor(as(await aReseller())), 11_000);
  });

  it('S2.132 S2.140 pages through a category once, in a stable order', async () => {
    const category = await aCategory();
    const made: string[] = [];
    for (let count = 0; count < 5; count += 1)
      made.push((await aPhysicalProduct({ categoryId: category.id })).id);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: Listed = await list(
        `category=${category.code}&limit=2${cursor ? `&cursor=${cursor}` : ''}`,
      );
      seen.push(...idsOf(page));
      assert.equal(page.page.has_more, page.page.next_cursor !== null);
      cursor = page.page.next_cursor;
    }
    assert.deepEqual(seen, made);
  });

  it('finds every word in name, brand or SKU, whatever its case, and takes no wildcards', async () => {
    const category = await aCategory();
    const shelf = { categoryId: category.id };
    const cement = await aPhysicalProduct({ ...shelf, name: 'Semen Abu 50 kg', brand: 'Tiga Gajah' });
    const paint = await aPhysicalProduct({ ...shelf, name: 'Cat 100% Akrilik', brand: 'Pelangi' });
    const found = async (q: string) =>
      idsOf(await list(`category=${category.code}&q=${encodeURIComponent(q)}`));
    assert.deepEqual(await found('SEMEN gajah'), [cement.id]);
    assert.deepEqual(await found(paint.sku.toLowerCase()), [paint.id]);
    assert.deepEqual(await found('100%'), [paint.id]);
    for (const none of ['%', '_', '!'].map((sign) => `${sign}${sign}x`))
      assert.deepEqual(await found(none), []);
    for (const odd of [`é'"\\;--`, '𝄞', '\u0000']) assert.deepEqual(await found(odd), []);
    assert.deepEqual(await found(''), [cement.id, paint.id]);
  });

  it('filters by kind, and finds nothing in a category that does not exist', async () => {
    const category = await aCategory();
    const goods = await aPhysicalProduct({ categoryId: category.id });
    await aDigitalProduct({ categoryId: category.id });
    assert.deepEqual(idsOf(await list(`category=${category.code}&kind=physical`)), [goods.id]);
    assert.deepEqual(idsOf(await list('category=tidak-ada')), []);
  });

  it('hides what is switched off, by itself or with its category', async () => {
    const [open, closed] = [await aCategory(), await aCategory({ active: false })];
    await aPhysicalProduct({ categoryId: open.id, active: false });
    await aPhysicalProduct({ categoryId: closed.id });
    assert.deepEqual(idsOf(await list(`category=${open.code}`)), []);
    assert.deepEqual(idsOf(await list(`category=${closed.code}`)), []);
  });

  it('refuses unknown parameters, long words, bad kinds, limits and cursors', async () => {
    for (const search of [
      'sort=price',
      `q=${'x'.repeat(61)}`,
      'kind=service',
      'limit=0',
      'limit=101',
      'cursor=x',
    ]) {
      const { status, body } = await anonymous.get(`/products?${search}`);
      assert.equal(status, 422, search);
      assert.equal((body as { code: string }).code, 'invalid_input');
    }
  });

  it('refuses a bad token rather than showing retail prices for it', async () => {
    const { status } = await anonymous.get('/products', { Authorization: 'Bearer salah' });
    assert.equal(status, 401);
  });
});

describe('GET /products/:id', () => {
  afterEach(() => moveClock(0));

  const show = async (id: string, headers = {}) =>
    ((await anonymous.get(`/products/${id}`, headers)).body as Shown).data;

  it('S4.31 asks its questions in the language of the visitor', async () => {
    const schema = await anInputSchema({
      fields: gameFields,
      joinTemplate: '{{user_id}}{{zone_id}}',
      version: 3,
    });
    const { id } = await aDigitalProduct({ inputSchemaId: schema.id });
    const fieldsIn = async (language: string) => {
      const { input_schema } = await show(id, { 'Accept-Language': language });
      assert.equal(input_schema?.version, 3);
      return input_schema.fields.map(({ key, help, options }) => [key, help, options]);
    };
    assert.deepEqual(await fieldsIn('id'), [
      ['user_id', 'Nomor yang diisi.', []],
      ['zone_id', 'Nomor yang diisi.', []],
    ]);
    assert.deepEqual((await fieldsIn('en'))[0]?.[1], 'The number to top up.');
    assert.equal((await show(id, { 'Accept-Language': 'en' })).description, 'Description');
  });

  it('tells why a product cannot be bought now, and when again', async () => {
    moveClock(new Date('2030-03-01T23:30:00+07:00').getTime() - clock.now().getTime());
    const state = async (id: string) => {
      const { available, in_stock, unavailable_reason, reopens_at } = await show(id);
      return [available, in_stock, unavailable_reason, reopens_at];
    };
    const { id: resting } = await aDigitalProduct({ cutOffStart: '23:00', cutOffEnd: '01:00' });
    const { id: empty } = await aPhysicalProduct({ stock: 0 });
    const { id: broken } = await aDigitalProduct({ supplierActive: false });
    assert.deepEqual(await state(resting), [false, true, 'cut_off', '2030-03-01T18:00:00.000Z']);
    assert.deepEqual(await state(empty), [false, false, 'out_of_stock', null]);
    assert.deepEqual(await state(broken), [false, true, 'supplier_closed', null]);
  });

  it('uses the margin rules when a product has no price of its own', async () => {
    const category = await aCategory();
    await aMarginRule({ categoryId: category.id, marginBps: 250 });
    const { id } = await aDigitalProduct({ categoryId: category.id, retailPriceAmount: null });
    assert.equal((await show(id)).price_amount, 10_300);
  });

  it('is 404 for what does not exist or is switched off, 422 for what is no id', async () => {
    const { id } = await aPhysicalProduct({ active: false });
    assert.equal((await anonymous.get(`/products/${id}`)).status, 404);
    assert.equal((await anonymous.get(`/products/${newId()}`)).status, 404);
    assert.equal((await anonymous.get('/products/1')).status, 422);
    assert.equal((await anonymous.post(`/products/${id}`)).status, 405);
  });
});

describe('GET /products/categories', () => {
  it('S2.139 lists categories with an active product, in shop order, with their number', async () => {
    const [later, sooner] = [await aCategory({ sortOrder: 90_002 }), await aCategory({ sortOrder: 90_001 })];
    const empty = await aCategory();
    const closed = await aCategory({ active: false });
    for (const categoryId of [later.id, later.id, sooner.id, closed.id])
      await aPhysicalProduct({ categoryId });
    await aPhysicalProduct({ categoryId: empty.id, active: false });
    const { body } = await anonymous.get('/products/categories', { 'Accept-Language': 'en' });
    const shown = (body as { data: { code: string; name: string; product_count: number }[] }).data;
    const ours = new Set([later, sooner, empty, closed].map(({ code }) => code));
    assert.deepEqual(
      shown
        .filter(({ code }) => ours.has(code))
        .map(({ code, name, product_count }) => [code, name, product_count]),
      [
        [sooner.code, sooner.nameEn, 1],
        [later.code, later.nameEn, 2],
      ],
    );
  });
});

describe('GET /products/operators', () => {
  before(() => inTransaction(system('test'), seedCatalogue));

  for (const [phone, brand] of [
    ['0812', 'Telkomsel'],
    ['085155000000', 'by.U'],
    ['0851 0000 0000', 'Telkomsel'],
    ['+62 851-5500-0000', 'by.U'],
    ['6281700000000', 'XL'],
    ['00628990', 'Tri'],
    ['0841234567', null],
    ['0000', null],
  ] as const) {
    it(`finds ${brand ?? 'nobody'} for ${phone}`, async () => {
      const { status, body } = await anonymous.get(`/products/operators?phone=${encodeURIComponent(phone)}`);
      assert.equal(status, 200);
      assert.deepEqual(body, { data: { brand } });
    });
  }

  it('refuses what cannot be the beginning of a number', async () => {
    for (const phone of ['', '081', 'halo', '0'.repeat(25)])
      assert.equal((await anonymous.get(`/products/operators?phone=${phone}`)).status, 422, phone);
    assert.equal((await anonymous.get('/products/operators')).status, 422);
  });
});

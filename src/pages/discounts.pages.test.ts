import assert from 'node:assert/strict';
import { aLiveRule, aPriceRule, aSegment } from '../../test/factories/discounts.js';
import { aDigitalProduct, aPhysicalProduct } from '../../test/factories/products.js';
import { luckyNumber } from '../../test/factories/transactions.js';
import { aCustomer } from '../../test/factories/users.js';
import { aLiveVoucher } from '../../test/factories/vouchers.js';
import { drainJobs } from '../../test/jobs.js';
import { aVisitor, loggedIn, valueOf, wordsOf, type Visitor } from '../../test/pages.js';
import { useSandbox } from '../../test/sandbox.js';
import { query } from '../platform/database.js';
import type { Who } from '../discounts/index.js';
import type { User } from '../users/index.js';

const ordersOf = (user: User) =>
  query<{ total: string; discount: string; status: string }>(
    'SELECT total_amount AS total, discount_amount AS discount, status FROM transactions WHERE user_id = ?',
    [user.id],
  );

/** A rule for one product, so that the other prices of the test run stay as they are. */
const aRuleFor = (productId: string, who: Who = { code: 'customer_type', args: { type: 'retail' } }) =>
  aLiveRule(
    aPriceRule({
      who: { all: [who] },
      effect: { code: 'price', args: { kind: 'FIXED', amount: 1_000, product_ids: [productId] } },
    }),
  );

/** A customer of whom the rules know already. */
async function aKnownCustomer(): Promise<User> {
  const user = await aCustomer();
  await drainJobs();
  return user;
}

async function formOn(visitor: Visitor, path: string, values: object = {}) {
  const page = await visitor.get(path);
  const [key = '', seen_amount = ''] = [valueOf(page, 'key'), valueOf(page, 'seen_amount')];
  return {
    page,
    form: { key, seen_amount, 'inputs.phone': luckyNumber, payment: 'tripay:BRIVA', ...values },
  };
}

describe('the page of a product with a discount', () => {
  useSandbox();

  it('S1.6 shows the price before and after and why to the customer who has it, and orders at that price', async () => {
    const [user, product] = [await aKnownCustomer(), await aDigitalProduct()];
    const rule = await aRuleFor(product.id);
    const visitor = await loggedIn(user);
    const path = `/products/${product.id}`;
    const { page, form } = await formOn(visitor, path);
    const words = wordsOf(page);
    assert.match(words, /Harga semula Rp 12\.000 menjadi Rp 11\.000/);
    assert.match(words, new RegExp(`Anda hemat Rp 1\\.000.*${rule.name}.*Untuk Anda yang`));
    assert.equal(form.seen_amount, '11000');
    const placed = await visitor.post(path, form);
    assert.equal(placed.status, 303);
    assert.deepEqual(
      (await ordersOf(user)).map(({ total, discount }) => [Number(total), Number(discount)]),
      [[11_000, 1_000]],
    );
    const order = wordsOf(await visitor.get(placed.get('location') ?? ''));
    assert.match(order, new RegExp(`${rule.name} −Rp 1\\.000`));
  });

  it('keeps from customers on which lists they stand, and what they are not', async () => {
    const [user, product] = [await aKnownCustomer(), await aDigitalProduct()];
    const list = 'Hampir hilang';
    const segment_id = await aSegment(list);
    await query('INSERT INTO segment_members (segment_id, user_id) VALUES (?)', [[segment_id, user.id]]);
    const onList: Who = { code: 'segment', args: { segment_id } };
    const isReseller: Who = { code: 'customer_type', args: { type: 'reseller' } };
    await aRuleFor(product.id, { all: [{ any: [onList, isReseller] }, { not: isReseller }] });
    const words = wordsOf(await (await loggedIn(user)).get(`/products/${product.id}`));
    assert.match(words, /Anda hemat Rp 1\.000/);
    assert.doesNotMatch(words, new RegExp(`Untuk Anda yang|${list}|reseller`));
  });

  it('shows guests the price as it is, and where vouchers are to be had', async () => {
    const product = await aDigitalProduct();
    await aRuleFor(product.id);
    const page = await aVisitor().get(`/products/${product.id}`);
    assert.doesNotMatch(wordsOf(page), /hemat/);
    assert.equal(valueOf(page, 'seen_amount'), '12000');
    assert.match(wordsOf(page), /Voucher memerlukan akun\. Masuk/);
  });

  it('shows goods from the shelf at their lower price as well', async () => {
    const product = await aPhysicalProduct();
    await aRuleFor(product.id);
    const words = wordsOf(await (await loggedIn(await aKnownCustomer())).get(`/products/${product.id}`));
    assert.match(words, /Anda hemat Rp 1\.000/);
  });
});

describe('the voucher field', () => {
  useSandbox();

  it('shows what a code takes off before anything is ordered, and keeps what was typed', async () => {
    const [user, product] = [await aCustomer(), await aDigitalProduct()];
    const { code } = await aLiveVoucher({ kind: 'FIXED', amount: 1_500 });
    const visitor = await loggedIn(user);
    const path = `/products/${product.id}`;
    const { form } = await formOn(visitor, path, { voucher_code: code.toLowerCase() });
    const preview = await visitor.post(path, { ...form, preview: 'yes' });
    assert.equal(preview.status, 200);
    assert.match(wordsOf(preview), /Rp 12\.000 menjadi Rp 10\.500.*Voucher dipakai/);
    assert.equal(valueOf(preview, 'inputs.phone'), luckyNumber);
    assert.deepEqual(await ordersOf(user), []);
    const seen_amount = valueOf(preview, 'seen_amount') ?? '';
    const placed = await visitor.post(path, { ...form, seen_amount });
    assert.equal(placed.status, 303);
    assert.deepEqual(
      (await ordersOf(user)).map(({ total }) => Number(total)),
      [10_500],
    );
  });

  it('asks for a second look when the code was typed after the price was seen', async () => {
    const [user, product] = [await aCustomer(), await aDigitalProduct()];
    const { code } = await aLiveVoucher({ kind: 'FIXED', amount: 1_500 });
    const visitor = await loggedIn(user);
    const path = `/products/${product.id}`;
    const { form } = await formOn(visitor, path, { voucher_code: code });
    const answer = await visitor.post(path, form);
    assert.equal(answer.status, 409);
    assert.match(wordsOf(answer), /Rp 12\.000 menjadi Rp 10\.500.*Harga baru saja berubah/);
    assert.equal(valueOf(answer, 'seen_amount'), '10500');
  });

  it('says no more than that a code cannot be used, and orders nothing', async () => {
    const [user, product] = [await aCustomer(), await aDigitalProduct()];
    const visitor = await loggedIn(user);
    const path = `/products/${product.id}`;
    const { form } = await formOn(visitor, path, { voucher_code: 'TIDAK-ADA' });
    for (const preview of ['yes', '']) {
      const answer = await visitor.post(path, { ...form, preview });
      assert.equal(answer.status, 422);
      assert.match(wordsOf(answer), /Kode ini tidak dapat dipakai untuk pesanan ini/);
    }
    assert.deepEqual(await ordersOf(user), []);
  });

  it('stands at the checkout of a cart too', async () => {
    const [user, product] = [await aCustomer(), await aPhysicalProduct()];
    const { code } = await aLiveVoucher({ kind: 'FIXED', amount: 2_000 });
    const visitor = await loggedIn(user);
    await visitor.post('/cart', { product_id: product.id, quantity: 1 });
    const { page, form } = await formOn(visitor, '/checkout?courier=ambil', {
      courier: 'ambil',
      voucher_code: code,
    });
    const before = Number(valueOf(page, 'seen_amount'));
    const preview = await visitor.post('/checkout', { ...form, preview: 'yes' });
    assert.equal(preview.status, 200);
    assert.equal(Number(valueOf(preview, 'seen_amount')), before - 2_000);
    assert.match(wordsOf(preview), /Hemat lima ribu −Rp 2\.000/);
    const wrong = await visitor.post('/checkout', { ...form, voucher_code: 'SALAH', preview: 'yes' });
    assert.equal(wrong.status, 422);
    assert.equal(Number(valueOf(wrong, 'seen_amount')), before);
  });
});

describe('the page of my vouchers', () => {
  useSandbox();

  it("S2.219 shows vouchers with my name and what I have without a code, and nobody else's", async () => {
    const [user, other] = [await aCustomer(), await aCustomer()];
    const { code } = await aLiveVoucher({ users: [user.email ?? ''] });
    const mine = wordsOf(await (await loggedIn(user)).get('/vouchers'));
    assert.match(mine, new RegExp(`Hemat lima ribu.*Potongan Rp 5\\.000.*${code}`));
    const theirs = wordsOf(await (await loggedIn(other)).get('/vouchers'));
    assert.doesNotMatch(theirs, new RegExp(code));
    assert.match(theirs, /Belum ada voucher untuk Anda/);
    assert.match((await aVisitor().get('/vouchers')).get('location') ?? '', /^\/login/);
  });
});

import assert from 'node:assert/strict';
import { aDigitalProduct, aPhysicalProduct } from '../../test/factories/products.js';
import { luckyNumber } from '../../test/factories/transactions.js';
import { aCustomer, uniqueContact } from '../../test/factories/users.js';
import { aVisitor, loggedIn, valueOf, wordsOf, type Visitor } from '../../test/pages.js';
import { useSandbox } from '../../test/sandbox.js';
import { database, query } from '../platform/database.js';
import { Product } from '../products/index.js';

const contact = () => {
  const { email, phone } = uniqueContact();
  return { 'contact.name': 'Sari Wulandari', 'contact.email': email, 'contact.phone': phone };
};

const ordersOf = (productId: string) =>
  query<{ id: string; user_id: string | null; total_amount: string; locale: string }>(
    `SELECT t.id, t.user_id, t.total_amount, t.locale FROM transactions t
     JOIN transaction_lines l ON l.transaction_id = t.id WHERE l.product_id = ?`,
    [productId],
  );

describe('ordering a digital product by its page', () => {
  useSandbox();

  async function openForm(visitor: Visitor, values: object = {}) {
    const product = await aDigitalProduct();
    const page = await visitor.get(`/products/${product.id}`);
    const form = {
      key: valueOf(page, 'key') ?? '',
      seen_amount: valueOf(page, 'seen_amount') ?? '',
      'inputs.phone': luckyNumber,
      payment: 'tripay:BRIVA',
      ...contact(),
      ...values,
    };
    return { product, form };
  }

  it('leads a guest to the order, which only their browser may see', async () => {
    const visitor = aVisitor();
    const { product, form } = await openForm(visitor);
    const placed = await visitor.post(`/products/${product.id}`, form);
    assert.equal(placed.status, 303);
    const order = await visitor.get(placed.get('location') ?? '');
    assert.equal(order.status, 200);
    assert.match(wordsOf(order), /Bayar dengan BRI Virtual Account Rp 16\.250/);
    const stranger = await aVisitor().get(placed.get('location') ?? '');
    assert.equal(stranger.status, 303);
    assert.match(stranger.get('location') ?? '', /^\/login\?next=%2Forders/);
  });

  it('makes one order of a double click and of a reload', async () => {
    const visitor = aVisitor();
    const { product, form } = await openForm(visitor);
    const presses = await Promise.all([1, 2, 3].map(() => visitor.post(`/products/${product.id}`, form)));
    const addresses = presses.map((response) => response.get('location'));
    assert.equal(new Set(addresses).size, 1);
    assert.match(addresses[0] ?? '', /^\/orders\//);
    assert.equal((await visitor.post(`/products/${product.id}`, form)).get('location'), addresses[0]);
    assert.equal((await ordersOf(product.id)).length, 1);
  });

  it('answers a reload with the order, though the price has changed since', async () => {
    const visitor = aVisitor();
    const { product, form } = await openForm(visitor);
    const placed = await visitor.post(`/products/${product.id}`, form);
    await database().getRepository(Product).update(product.id, { retailPriceAmount: 13_000 });
    const again = await visitor.post(`/products/${product.id}`, form);
    assert.deepEqual([again.status, again.get('location')], [303, placed.get('location')]);
    assert.equal((await ordersOf(product.id)).length, 1);
  });

  it('asks again when a form that already made an order comes back changed', async () => {
    const visitor = aVisitor();
    const { product, form } = await openForm(visitor);
    await visitor.post(`/products/${product.id}`, form);
    const changed = { ...form, payment: 'tripay:QRIS' };
    const asked = await visitor.post(`/products/${product.id}`, changed);
    assert.equal(asked.status, 409);
    assert.match(wordsOf(asked), /sudah dibuat/);
    const key = valueOf(asked, 'key') ?? '';
    assert.notEqual(key, form.key);
    assert.equal((await visitor.post(`/products/${product.id}`, { ...changed, key })).status, 303);
    assert.equal((await ordersOf(product.id)).length, 2);
  });

  it('sells at no other price than the one that was seen', async () => {
    const visitor = aVisitor();
    const { product, form } = await openForm(visitor);
    await database().getRepository(Product).update(product.id, { retailPriceAmount: 13_000 });
    const refused = await visitor.post(`/products/${product.id}`, form);
    assert.equal(refused.status, 409);
    assert.match(wordsOf(refused), /Harga baru saja berubah/);
    assert.equal(valueOf(refused, 'seen_amount'), '13000');
    assert.equal((await ordersOf(product.id)).length, 0);
  });

  it('names all that is wrong at once, beside the fields, and keeps what was typed', async () => {
    const visitor = aVisitor();
    const wrong = {
      'inputs.phone': '12',
      'contact.name': '',
      'contact.email': 'sari@',
      payment: 'tripay:QRIS',
    };
    const { product, form } = await openForm(visitor, wrong);
    const refused = await visitor.post(`/products/${product.id}`, form);
    assert.equal(refused.status, 422);
    assert.match(refused.text, /id="inputs-phone-error">Tulis nomor HP Indonesia/);
    assert.match(refused.text, /id="contact-name-error">Isian ini wajib/);
    assert.match(refused.text, /id="contact-email-error">Tulis alamat e-mail/);
    assert.equal(valueOf(refused, 'contact.email'), 'sari@');
    assert.match(refused.text, /value="tripay:QRIS"[^>]*checked/);
    assert.equal(valueOf(refused, 'key'), form.key);
    assert.equal((await ordersOf(product.id)).length, 0);
  });

  it('refuses ways to pay that do not exist, are off, or do not take the amount', async () => {
    for (const payment of ['', 'tripay', 'tripay:EMAS', 'tripay:MUAMALATVA', 'bank:BRIVA', 'tripay:<b>']) {
      const visitor = aVisitor();
      const { product, form } = await openForm(visitor, { payment });
      assert.equal((await visitor.post(`/products/${product.id}`, form)).status, 422, payment);
      assert.equal((await ordersOf(product.id)).length, 0);
    }
  });

  it('takes no form from another site, and none that does not say where it is from', async () => {
    const visitor = aVisitor();
    const { product, form } = await openForm(visitor);
    for (const origin of ['https://example.com', 'null', null]) {
      const refused = await visitor.post(`/products/${product.id}`, form, origin);
      assert.equal(refused.status, 403);
      assert.match(wordsOf(refused), /tidak dikirim dari halaman kami/);
    }
    assert.equal((await ordersOf(product.id)).length, 0);
  });

  it('asks for its own key, and survives strange forms', async () => {
    const visitor = aVisitor();
    const { product, form } = await openForm(visitor);
    assert.equal((await visitor.post(`/products/${product.id}`, { ...form, key: 'x' })).status, 400);
    assert.equal((await visitor.post(`/products/${product.id}`)).status, 422);
    assert.equal((await visitor.post(`/products/${product.id}`, { ...form, 'inputs.x': '1' })).status, 422);
    assert.equal((await visitor.post(`/products/${product.id}`, { a: 'x'.repeat(40_000) })).status, 413);
    assert.equal((await ordersOf(product.id)).length, 0);
  });

  it('asks a customer for no contact, and writes the order to their account', async () => {
    const user = await aCustomer();
    const visitor = await loggedIn(user, 'en');
    const { product, form } = await openForm(visitor);
    const { 'contact.name': _name, 'contact.email': _email, 'contact.phone': _phone, ...own } = form;
    const page = await visitor.get(`/products/${product.id}`);
    assert.doesNotMatch(page.text, /name="contact\./);
    assert.equal((await visitor.post(`/products/${product.id}`, own)).status, 303);
    const [order] = await ordersOf(product.id);
    assert.equal(order?.user_id, user.id);
    assert.equal(order?.locale, 'en');
  });
});

describe('ordering goods from the cart', () => {
  useSandbox();

  const address = {
    'shipping.recipient_name': 'Sari Wulandari',
    'shipping.phone': '081234567890',
    'shipping.address': 'Jl. Melati No. 8',
    'shipping.city': 'Bandung',
    'shipping.postal_code': '40111',
    'shipping.note': '',
  };

  async function checkOut(visitor: Visitor, values: object = {}) {
    const page = await visitor.get('/checkout?courier=toko');
    return visitor.post('/checkout', {
      key: valueOf(page, 'key') ?? '',
      seen_amount: valueOf(page, 'seen_amount') ?? '',
      courier: 'toko',
      payment: 'tripay:BRIVA',
      ...address,
      ...contact(),
      ...values,
    });
  }

  it('shows what each courier takes, then the total of each way to pay, before the order', async () => {
    const visitor = aVisitor();
    const product = await aPhysicalProduct({ weightGrams: 2_000 });
    assert.equal(
      (await visitor.post('/cart', { product_id: product.id, quantity: 3 })).get('location'),
      '/cart',
    );
    const cart = wordsOf(await visitor.get('/cart'));
    assert.match(cart, /Subtotal barang Rp 36\.000/);
    assert.match(cart, /Kurir toko [^R]* Rp 28\.000 JNE REG [^R]* Rp 66\.000/);
    const checkout = wordsOf(await visitor.get('/checkout?courier=toko'));
    assert.match(checkout, /Total sebelum biaya pembayaran Rp 64\.000/);
    assert.match(checkout, /BRI Virtual Account Biaya Rp 4\.250 Rp 68\.250/);
  });

  it('orders several products at once and empties the cart', async () => {
    const visitor = aVisitor();
    const [cement, paint] = [await aPhysicalProduct(), await aPhysicalProduct()];
    await visitor.post('/cart', { product_id: cement.id, quantity: 2 });
    await visitor.post('/cart', { product_id: paint.id, quantity: 1 });
    await visitor.post('/cart', { product_id: cement.id, quantity: 1 });
    const placed = await checkOut(visitor);
    assert.equal(placed.status, 303);
    const order = wordsOf(await visitor.get(placed.get('location') ?? ''));
    assert.match(order, new RegExp(`3 × ${cement.name}`));
    assert.match(order, new RegExp(`1 × ${paint.name}`));
    assert.match(order, /Ongkos kirim, Kurir toko Rp 27\.000/);
    assert.match(order, /Jl\. Melati No\. 8/);
    assert.match(wordsOf(await visitor.get('/cart')), /Keranjang masih kosong/);
  });

  it('keeps the address when something in it is wrong', async () => {
    const visitor = aVisitor();
    const product = await aPhysicalProduct();
    await visitor.post('/cart', { product_id: product.id, quantity: 1 });
    const refused = await checkOut(visitor, { 'shipping.postal_code': '4011' });
    assert.equal(refused.status, 422);
    assert.match(refused.text, /id="shipping-postal_code-error">Tulis lima angka kode pos/);
    assert.equal(valueOf(refused, 'shipping.city'), 'Bandung');
    assert.equal((await ordersOf(product.id)).length, 0);
  });

  it('says which goods are not there in that number, and orders none of them', async () => {
    const visitor = aVisitor();
    const product = await aPhysicalProduct({ stock: 2 });
    await visitor.post('/cart', { product_id: product.id, quantity: 3 });
    assert.match(wordsOf(await visitor.get('/cart')), /Stok tinggal 2/);
    const refused = await visitor.get('/checkout?courier=toko');
    assert.equal(refused.status, 409);
    assert.match(wordsOf(refused), /Stok tidak cukup/);
    await visitor.post(`/cart/${product.id}`, { quantity: 2 });
    assert.equal((await checkOut(visitor)).status, 303);
  });

  it('tells a guest how many pieces may be ordered, and lets who logs in order more', async () => {
    const user = await aCustomer();
    const product = await aPhysicalProduct({ stock: 100 });
    const order = async (visitor: Visitor) => {
      await visitor.post('/cart', { product_id: product.id, quantity: 21 });
      return { cart: await visitor.get('/cart'), checkout: await visitor.get('/checkout?courier=toko') };
    };
    const visitor = aVisitor();
    assert.match(wordsOf(await visitor.get(`/products/${product.id}`)), /Tanpa masuk, paling banyak 20 buah/);
    const { cart, checkout } = await order(visitor);
    assert.match(wordsOf(cart), /paling banyak 20 buah per barang dan 50 buah seluruhnya/);
    assert.match(cart.text, /href="\/login\?next=\/cart"/);
    assert.match(cart.text, /<button class="button wide" disabled>/);
    assert.equal(checkout.status, 422);
    assert.match(wordsOf(checkout), /paling banyak 20 buah per barang/);
    const known = await order(await loggedIn(user));
    assert.equal(known.checkout.status, 200);
    assert.doesNotMatch(wordsOf(known.cart), /paling banyak/);
  });

  it('believes no cart that it did not write', async () => {
    const visitor = aVisitor();
    const product = await aPhysicalProduct();
    const content = Buffer.from(JSON.stringify([[product.id, 5]])).toString('base64url');
    for (const cookie of [`${content}.${'0'.repeat(64)}`, content, 'x', '%00', '..']) {
      visitor.tamper(`cart=${cookie}`);
      assert.match(wordsOf(await visitor.get('/cart')), /Keranjang masih kosong/);
    }
  });

  it('takes odd numbers of pieces for what they are worth', async () => {
    const visitor = aVisitor();
    const product = await aPhysicalProduct();
    await visitor.post('/cart', { product_id: product.id, quantity: 1 });
    for (const quantity of ['-1', '1.5', '1e3', '', '99999', 'NaN']) {
      assert.equal((await visitor.post(`/cart/${product.id}`, { quantity })).status, 303);
      assert.match(wordsOf(await visitor.get('/cart')), /Subtotal barang Rp 12\.000/, quantity);
    }
    await visitor.post(`/cart/${product.id}`, { quantity: 0 });
    assert.match(wordsOf(await visitor.get('/cart')), /kosong/);
  });

  it('carries no digital goods', async () => {
    const visitor = aVisitor();
    const product = await aDigitalProduct();
    const response = await visitor.post('/cart', { product_id: product.id, quantity: 1 });
    assert.equal(response.get('location'), `/products/${product.id}`);
    assert.match(wordsOf(await visitor.get('/cart')), /kosong/);
  });
});

import assert from 'node:assert/strict';
import { anonymous, as } from '../../test/app.js';
import { aDigitalProduct, aPhysicalProduct } from '../../test/factories/products.js';
import { digitalOrder, goodsOrder, luckyNumber } from '../../test/factories/transactions.js';
import { aCustomer, uniqueContact } from '../../test/factories/users.js';
import { useSandbox } from '../../test/sandbox.js';
import { database } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { Product } from '../products/index.js';

/** The statements that some work sends to the database. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  const source = database();
  const { logger } = source;
  const said: string[] = [];
  source.logger = Object.assign(Object.create(logger) as typeof logger, {
    logQuery: (statement: string) => said.push(statement),
  });
  try {
    await work();
  } finally {
    source.logger = logger;
  }
  return said;
}

const like = (statements: string[], pattern: RegExp) =>
  statements.filter((each) => pattern.test(each)).length;

describe('placing a sale', () => {
  useSandbox();
  const products = () => database().getRepository(Product);

  it('answers a repeat as before, though the product has gone off sale meanwhile', async () => {
    const user = await aCustomer();
    const product = await aDigitalProduct();
    const [body, headers] = [digitalOrder(product), { 'Idempotency-Key': newId() }];
    const first = await as(user).post('/transactions', body, headers);
    await products().update(product.id, { active: false });
    const second = await as(user).post('/transactions', body, headers);
    assert.deepEqual([second.status, second.body], [201, first.body]);
    assert.equal(second.get('Idempotency-Replayed'), 'true');
    const anew = await as(user).post('/transactions', body, { 'Idempotency-Key': newId() });
    assert.equal(anew.status, 409);
  });

  it('refuses the key of another order before it looks at the order', async () => {
    const user = await aCustomer();
    const [product, gone] = [await aDigitalProduct(), await aDigitalProduct({ active: false })];
    const headers = { 'Idempotency-Key': newId() };
    await as(user).post('/transactions', digitalOrder(product), headers);
    const other = await as(user).post('/transactions', digitalOrder(gone), headers);
    assert.deepEqual([other.status, (other.body as { code: string }).code], [422, 'idempotency_key_reused']);
  });

  it('reads the product once, locks no supplier-managed stock, and needs no account for a named contact', async () => {
    const user = await aCustomer();
    const product = await aDigitalProduct();
    const order =
      (extra: object = {}) =>
      () =>
        as(user).post('/transactions', digitalOrder(product, luckyNumber, extra));
    await order()();
    const said = await statementsOf(order({ contact: { name: 'Sari', ...uniqueContact() } }));
    assert.equal(like(said, /FROM `products`|FROM products/), 1, said.join('\n'));
    assert.equal(like(said, /UPDATE products/), 0);
    assert.equal(like(said, /FROM `users`/), 0);
    assert.equal(like(said, /FROM product_categories|FROM margin_rules/), 0);
  });

  it('takes counted stock with one statement per line', async () => {
    const [one, two] = [await aPhysicalProduct(), await aPhysicalProduct()];
    const contact = { name: 'Tamu', ...uniqueContact() };
    const body = goodsOrder(
      [one, two].map((product) => ({ product, quantity: 2 })),
      { contact },
    );
    await anonymous.post('/transactions', body);
    const said = await statementsOf(() => anonymous.post('/transactions', body));
    assert.deepEqual([like(said, /UPDATE products/), like(said, /FROM products/)], [2, 0]);
    assert.equal((await products().findOneByOrFail({ id: one.id })).stock, 6);
  });
});

import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { In } from 'typeorm';
import { system } from '../platform/actor.js';
import { database } from '../platform/database.js';
import { fromRoot } from '../platform/root.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { seedCatalogue } from './catalogue-seed.js';
import { ProductCategory } from './category.entity.js';
import { InputSchema } from './input-schema.entity.js';
import { inputSchemaById } from './input-schemas.js';
import { readInputs } from './inputs.js';
import { MarginRule } from './margin-rule.entity.js';
import { marginRules } from './margin-rules.js';
import { explainPrice } from './price.js';
import { Product } from './product.entity.js';

class Undone extends Error {}

/** Tries something on the seeded shop and takes it back, because other tests live in the same database. */
async function trial(work: (uow: UnitOfWork) => Promise<void>): Promise<void> {
  const tried = inTransaction(system('seed'), async (uow) => {
    await work(uow);
    throw new Undone();
  });
  await assert.rejects(tried, Undone);
}

const tables = ['product_categories', 'input_schemas', 'products', 'margin_rules', 'operator_prefixes'];

async function counts(uow: UnitOfWork): Promise<number[]> {
  const found: number[] = [];
  for (const table of tables)
    found.push(Number((await uow.sql<{ n: string }>(`SELECT COUNT(*) AS n FROM ${table}`))[0]?.n));
  return found;
}

/** How many INSERT statements this connection has sent. */
async function insertsSent(uow: UnitOfWork): Promise<number> {
  const [row] = await uow.sql<{ Value: string }>(`SHOW SESSION STATUS LIKE 'Com_insert'`);
  return Number(row?.Value);
}

const shippedCodes = readdirSync(fromRoot('src/products/catalogue'))
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));

async function shippedProducts(): Promise<Product[]> {
  const shelves = await database()
    .getRepository(ProductCategory)
    .findBy({ code: In(shippedCodes) });
  const categoryId = In(shelves.map(({ id }) => id));
  return database().getRepository(Product).findBy({ active: true, kind: 'digital', categoryId });
}

describe('seedCatalogue', () => {
  before(() => inTransaction(system('seed'), seedCatalogue));

  it('adds nothing and overwrites nothing when it runs again', () =>
    trial(async (uow) => {
      const before = await counts(uow);
      await uow.run(`UPDATE products SET name = 'Nama dari petugas' WHERE sku = 'TSEL5'`);
      await seedCatalogue(uow);
      assert.deepEqual(await counts(uow), before);
      assert.equal((await uow.find(Product, { sku: 'TSEL5' }))?.name, 'Nama dari petugas');
    }));

  it('adds what is missing, by SKU', () =>
    trial(async (uow) => {
      const [, , before = 0] = await counts(uow);
      await uow.run(`UPDATE products SET sku = 'LAMA' WHERE sku = 'TSEL10'`);
      await seedCatalogue(uow);
      assert.equal((await counts(uow))[2], before + 1);
      assert.equal((await uow.find(Product, { sku: 'TSEL10' }))?.name, 'Pulsa Telkomsel 10.000');
    }));

  it('stocks an empty shop with one INSERT for each table', () =>
    trial(async (uow) => {
      await uow.run(`UPDATE products SET sku = CONCAT('X-', sku)`);
      await uow.run(`UPDATE product_categories SET code = CONCAT('x-', code)`);
      await uow.run(`UPDATE input_schemas SET code = CONCAT('x-', code)`);
      await uow.run(`UPDATE margin_rules SET scope_key = CONCAT('x-', scope_key)`);
      const sent = await insertsSent(uow);
      await seedCatalogue(uow);
      assert.equal((await insertsSent(uow)) - sent, tables.length);
    }));

  it('S4.29 ties every digital product to a supplier SKU, its questions and a price above cost', async () => {
    const [products, rules] = [await shippedProducts(), await marginRules()];
    assert.ok(products.length >= 150);
    for (const product of products) {
      const schema = product.inputSchemaId ? await inputSchemaById(product.inputSchemaId) : null;
      const answers = Object.fromEntries(
        schema?.fields.map(({ key, placeholder }) => [key, placeholder]) ?? [],
      );
      assert.ok(product.supplierSku && readInputs(schema, answers).customerNo, product.sku);
      for (const tier of ['retail', 'reseller'] as const)
        assert.ok(explainPrice(product, tier, rules).unit_amount > product.costAmount, product.sku);
    }
  });

  it('has a margin for the whole shop and names schemas by category and key', async () => {
    assert.equal(await database().getRepository(MarginRule).countBy({ scope: 'global' }), 2);
    assert.equal(
      await database().getRepository(InputSchema).countBy({ code: 'game/ml_account', version: 1 }),
      1,
    );
  });
});

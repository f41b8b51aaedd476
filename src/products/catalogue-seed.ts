import { newId } from '../platform/ids.js';
import type { Values } from '../platform/statements.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { customerTypes, type CustomerType } from '../users/index.js';
import { forgetShelves } from './categories.js';
import {
  readCatalogue,
  readPrefixes,
  type CatalogueCategory,
  type CatalogueProduct,
} from './catalogue-file.js';
import { ProductCategory } from './category.entity.js';
import { InputSchema } from './input-schema.entity.js';
import { MarginRule, scopeKeyOf } from './margin-rule.entity.js';
import { forgetMarginRules } from './margin-rules.js';
import { forgetOperatorPrefixes } from './operator.js';
import { Product } from './product.entity.js';

/** Ids by natural key of what is there already; staff may have edited it, so it is left alone. */
async function idsBy(uow: UnitOfWork, table: string, key: string): Promise<Map<string, string>> {
  const rows = await uow.sql<{ id: string; name: string }>(`SELECT id, ${key} AS name FROM ${table}`);
  return new Map(rows.map(({ id, name }) => [name, id]));
}

function missing<T>(items: T[], known: Map<string, string>, keyOf: (item: T) => string): T[] {
  const fresh = items.filter((item) => !known.has(keyOf(item)));
  for (const item of fresh) known.set(keyOf(item), newId());
  return fresh;
}

async function seedCategories(
  uow: UnitOfWork,
  categories: CatalogueCategory[],
): Promise<Map<string, string>> {
  const ids = await idsBy(uow, 'product_categories', 'code');
  const rows = missing(categories, ids, ({ code }) => code).map((category) => ({
    id: ids.get(category.code),
    code: category.code,
    type: category.type,
    nameId: category.name.id,
    nameEn: category.name.en,
    descriptionId: category.description.id,
    descriptionEn: category.description.en,
    icon: category.icon,
    sortOrder: category.sort,
    active: true,
    version: 1,
  }));
  await uow.insert(ProductCategory, rows);
  return ids;
}

const schemaKey = (code: string, version: number) => `${code}@${version}`;

async function seedSchemas(uow: UnitOfWork, categories: CatalogueCategory[]): Promise<Map<string, string>> {
  const schemas = categories.flatMap((category) =>
    Object.entries(category.input_schemas).map(([key, schema]) => ({
      code: `${category.code}/${key}`,
      schema,
    })),
  );
  const ids = await idsBy(uow, 'input_schemas', `CONCAT(code, '@', version)`);
  const fresh = missing(schemas, ids, ({ code, schema }) => schemaKey(code, schema.version));
  const rows = fresh.map(({ code, schema }) => ({
    id: ids.get(schemaKey(code, schema.version)),
    code,
    version: schema.version,
    fields: schema.fields,
    joinTemplate: schema.join_template,
  }));
  await uow.insert(InputSchema, rows);
  return ids;
}

function productRow(
  product: CatalogueProduct,
  ids: { id?: string; categoryId?: string; inputSchemaId?: string },
): Values<Product> {
  return {
    id: ids.id,
    categoryId: ids.categoryId,
    sku: product.sku,
    supplier: product.kind === 'digital' ? 'digiflazz' : null,
    supplierSku: product.supplier_sku,
    name: product.name,
    brand: product.brand,
    kind: product.kind,
    inputSchemaId: ids.inputSchemaId ?? null,
    costAmount: product.cost_amount,
    retailPriceAmount: product.retail_price_amount,
    resellerPriceAmount: product.reseller_price_amount,
    adminFeeAmount: product.admin_fee_amount,
    stock: product.stock,
    weightGrams: product.weight_grams,
    cutOffStart: product.cut_off_start,
    cutOffEnd: product.cut_off_end,
    needsSerialNumber: product.needs_serial_number,
    popular: product.popular ?? false,
    active: product.active,
    supplierActive: true,
    descriptionId: product.description.id,
    descriptionEn: product.description.en,
    version: 1,
  };
}

async function seedProducts(
  uow: UnitOfWork,
  categories: CatalogueCategory[],
  categoryIds: Map<string, string>,
  schemaIds: Map<string, string>,
): Promise<void> {
  const shelf = categories.flatMap((category) => category.products.map((product) => ({ product, category })));
  const ids = await idsBy(uow, 'products', 'sku');
  const rows = missing(shelf, ids, ({ product }) => product.sku).map(({ product, category }) => {
    const schema = product.input_schema;
    const version = schema === null ? 0 : (category.input_schemas[schema]?.version ?? 0);
    return productRow(product, {
      id: ids.get(product.sku),
      categoryId: categoryIds.get(category.code),
      inputSchemaId: schemaIds.get(schemaKey(`${category.code}/${schema}`, version)),
    });
  });
  await uow.insert(Product, rows);
}

/** What every price without a nearer rule is made with. */
const globalMargins: Record<CustomerType, { bps: number; amount: number }> = {
  retail: { bps: 300, amount: 1_000 },
  reseller: { bps: 150, amount: 500 },
};

function marginRow(
  customerType: CustomerType,
  categoryId: string | null,
  margin: { bps: number; amount: number },
): Values<MarginRule> & { scopeKey: string } {
  const scope = categoryId === null ? 'global' : 'category';
  return {
    scope,
    scopeKey: scopeKeyOf(scope, categoryId, customerType),
    categoryId,
    productId: null,
    customerType,
    marginBps: margin.bps,
    marginAmount: margin.amount,
    roundUpToAmount: 100,
    active: true,
    version: 1,
  };
}

async function seedMargins(
  uow: UnitOfWork,
  categories: CatalogueCategory[],
  categoryIds: Map<string, string>,
): Promise<void> {
  const rules = customerTypes.flatMap((tier) => [
    marginRow(tier, null, globalMargins[tier]),
    ...categories.flatMap(({ code, margin }) => {
      if (!margin) return [];
      const own = { bps: margin[`${tier}_bps`], amount: margin[`${tier}_fixed_amount`] };
      return [marginRow(tier, categoryIds.get(code) ?? null, own)];
    }),
  ]);
  const ids = await idsBy(uow, 'margin_rules', 'scope_key');
  const fresh = missing(rules, ids, ({ scopeKey }) => scopeKey);
  await uow.insert(
    MarginRule,
    fresh.map((rule) => ({ id: ids.get(rule.scopeKey), ...rule })),
  );
}

async function seedPrefixes(uow: UnitOfWork): Promise<void> {
  const prefixes = readPrefixes();
  await uow.run(
    `INSERT INTO operator_prefixes (prefix, brand) VALUES ${prefixes.map(() => '(?, ?)').join(', ')}
     ON DUPLICATE KEY UPDATE brand = VALUES(brand)`,
    prefixes.flatMap(({ prefix, brand }) => [prefix, brand]),
  );
}

/** Stocks the demo shop. Adds what is missing, by code and SKU, in one INSERT for each table; changes nothing else. */
export async function seedCatalogue(uow: UnitOfWork): Promise<void> {
  const categories = readCatalogue();
  const categoryIds = await seedCategories(uow, categories);
  const schemaIds = await seedSchemas(uow, categories);
  await seedProducts(uow, categories, categoryIds, schemaIds);
  await seedMargins(uow, categories, categoryIds);
  await seedPrefixes(uow);
  for (const forget of [forgetShelves, forgetMarginRules, forgetOperatorPrefixes]) uow.afterCommit(forget);
}

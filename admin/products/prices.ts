import { In } from 'typeorm';
import { database } from '../../src/platform/database.js';
import { explainPrice, marginRules, Product, type PriceExplanation } from '../../src/products/index.js';
import { customerTypes, type CustomerType } from '../../src/users/index.js';
import { fields, type Derived } from '../shared/policy.js';
import type { Row } from '../shared/present.js';
import { may, type Viewer } from '../viewer.js';

type Explanations = Record<CustomerType, PriceExplanation>;

async function explain(product: Product): Promise<Explanations> {
  const rules = await marginRules();
  const entries = customerTypes.map((type) => [type, explainPrice(product, type, rules)] as const);
  return Object.fromEntries(entries) as Explanations;
}

/** What customers of each type pay today for one unit, without the admin fee; nothing while the cost is not known. */
async function pricesOf(product: Product): Promise<Row> {
  if (product.costAmount === 0) return { retailPrice: null, resellerPrice: null };
  const { retail, reseller } = await explain(product);
  return { retailPrice: retail.unit_amount, resellerPrice: reseller.unit_amount };
}

const productsOf = (ids: string[]): Promise<Product[]> =>
  database()
    .getRepository(Product)
    .findBy({ id: In(ids) });

/** The prices that the shop shows, whether they are the product's own or made by margin rules. */
export const sellingPrices: Derived = {
  fields: fields('money', 'retailPrice', 'resellerPrice'),
  load: async (ids) => {
    const rows = (await productsOf(ids)).map(
      async (product) => [product.id, await pricesOf(product)] as const,
    );
    return new Map(await Promise.all(rows));
  },
};

/** How the prices come about, line by line; the lines tell the cost, so they are for those who set prices. */
export async function priceStory(row: Row, viewer: Viewer): Promise<Record<string, unknown>> {
  if (!may(viewer, 'products.price')) return { prices: null };
  const [product] = await productsOf([String(row['id'])]);
  return { prices: product && product.costAmount > 0 ? await explain(product) : null };
}

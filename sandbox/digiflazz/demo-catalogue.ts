import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { fromRoot } from '../../src/platform/root.js';
import { SupplierCatalogue } from './catalogue.js';
import { noCutOff, type BillKind, type SupplierProduct } from './product.js';
import { builtInProducts, testProducts } from './test-products.js';

const DemoProduct = z.object({
  supplier_sku: z.string().nullable(),
  name: z.string(),
  brand: z.string(),
  cost_amount: z.int().nonnegative(),
  admin_fee_amount: z.int().nonnegative().default(0),
  cut_off_start: z.string().nullish(),
  cut_off_end: z.string().nullish(),
});
const DemoCategory = z.object({
  name: z.object({ id: z.string() }),
  type: z.string(),
  products: z.array(DemoProduct),
});
type DemoProduct = z.infer<typeof DemoProduct>;
type DemoCategory = z.infer<typeof DemoCategory>;

/** The supplier's side of the store's demo catalogue, or a short list of its own where there is none. */
export function openCatalogue(dir = fromRoot('src/products/catalogue')): SupplierCatalogue {
  const products = existsSync(dir) ? readCatalogue(dir) : [];
  return new SupplierCatalogue(products.length > 0 ? products : builtInProducts);
}

function readCatalogue(dir: string): SupplierProduct[] {
  const files = readdirSync(dir)
    .filter((name) => name.endsWith('.json'))
    .sort();
  const categories = files.map((name) =>
    DemoCategory.parse(JSON.parse(readFileSync(join(dir, name), 'utf8'))),
  );
  return categories.flatMap((category) =>
    category.products.flatMap((product) => supplied(category, product)),
  );
}

/** Goods without a supplier's code are the store's own and unknown here. */
function supplied(category: DemoCategory, product: DemoProduct): SupplierProduct[] {
  if (product.supplier_sku === null) return [];
  const { cut_off_start: start, cut_off_end: end } = product;
  return [
    {
      sku: product.supplier_sku,
      name: product.name,
      goods: category.type,
      category: category.name.id,
      brand: product.brand.toUpperCase(),
      type: 'Umum',
      price: product.cost_amount,
      postpaid: product.cost_amount === 0 ? billOf(category, product) : null,
      available: true,
      cutOff: start && end ? { start, end } : noCutOff,
      description: '-',
    },
  ];
}

const billKindByType: Partial<Record<string, BillKind>> = {
  pln: 'pln',
  pdam: 'pdam',
  internet: 'internet',
  telkom: 'internet',
  tv: 'tv',
  bpjs: 'bpjs',
  gas: 'pgas',
  multifinance: 'multifinance',
};

/** A product without a cost is a bill: its amount comes from the inquiry. */
function billOf(
  { type }: DemoCategory,
  { supplier_sku, admin_fee_amount }: DemoProduct,
): SupplierProduct['postpaid'] {
  const documented = testProducts.find((product) => product.sku === supplier_sku)?.postpaid;
  return documented ?? { kind: billKindByType[type] ?? 'other', admin: admin_fee_amount, commission: 800 };
}

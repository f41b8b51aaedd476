import { clock } from '../platform/clock.js';
import { invalid, type FieldProblem } from '../platform/errors.js';
import { times, type Rupiah } from '../platform/money.js';
import { rowsById } from '../platform/rows.js';
import type { CustomerType } from '../users/index.js';
import { shelves } from './categories.js';
import { reopensAt } from './cut-off.js';
import { marginRules } from './margin-rules.js';
import { explainPrice, type PriceExplanation, type PriceRule } from './price.js';
import { Product } from './product.entity.js';
import { outOfStock, productCutOff, productUnavailable } from './product.errors.js';
import type { StockLine } from './stock.js';

export interface QuotedLine {
  product: Product;
  quantity: number;
  /** One piece, before the admin fee. */
  unitAmount: Rupiah;
  /** All pieces, before the admin fee. */
  totalAmount: Rupiah;
  /** What all pieces cost us. */
  costAmount: Rupiah;
  /** The admin fee of all pieces. */
  adminFeeAmount: Rupiah;
  explanation: PriceExplanation;
}

/** More pieces than anybody buys at once; keeps totals far inside safe integers. */
export const mostPieces = 1_000;

function problemsOf(wanted: StockLine[], known: Map<string, Product>): FieldProblem[] {
  const ids = wanted.map(({ productId }) => productId);
  return wanted.flatMap(({ productId, quantity }, index) => {
    const path = `lines.${index}`;
    const countable = Number.isSafeInteger(quantity) && quantity >= 1 && quantity <= mostPieces;
    return [
      ...(known.has(productId) ? [] : [{ path: `${path}.product_id`, code: 'unknown_reference' }]),
      ...(ids.indexOf(productId) === index ? [] : [{ path: `${path}.product_id`, code: 'repeated' }]),
      ...(countable ? [] : [{ path: `${path}.quantity`, code: 'invalid' }]),
    ];
  });
}

/** @throws DomainError 409 that says why the product cannot be bought now, and when again if that is known. */
function assertSellable(product: Product, quantity: number, openCategories: Set<string>, moment: Date): void {
  const reason = openCategories.has(product.categoryId)
    ? product.unavailableReasonAt(moment)
    : 'not_for_sale';
  if (reason === 'out_of_stock') throw outOfStock(product.name, 0);
  const opensAt = reopensAt(product, moment);
  if (reason === 'cut_off' && opensAt) throw productCutOff(product, opensAt);
  if (reason) throw productUnavailable(product);
  if (product.stock !== null && product.stock < quantity) throw outOfStock(product.name, product.stock);
}

function quote(
  product: Product,
  quantity: number,
  customerType: CustomerType,
  rules: PriceRule[],
): QuotedLine {
  const explanation = explainPrice(product, customerType, rules);
  return {
    product,
    quantity,
    unitAmount: explanation.unit_amount,
    totalAmount: times(explanation.unit_amount, quantity),
    costAmount: times(product.costAmount, quantity),
    adminFeeAmount: times(product.adminFeeAmount, quantity),
    explanation,
  };
}

/**
 * Today's prices for a basket, from stored data alone; takes no stock, locks nothing and needs no unit of work.
 * @throws DomainError `invalid_input` (422) for unknown or repeated products, `product_unavailable`,
 * `product_cut_off`, `out_of_stock` (409).
 */
export async function quoteLines(customerType: CustomerType, wanted: StockLine[]): Promise<QuotedLine[]> {
  const ids = wanted.map(({ productId }) => productId);
  const products = await rowsById(Product, ids);
  const known = new Map(products.map((product) => [product.id, product]));
  const problems = problemsOf(wanted, known);
  if (problems.length > 0) throw invalid(problems);

  const [rules, open] = await Promise.all([marginRules(), shelves()]);
  const openCategories = new Set(open.map(({ id }) => id));
  const moment = clock.now();
  return wanted.flatMap(({ productId, quantity }) => {
    const product = known.get(productId);
    if (!product) return [];
    assertSellable(product, quantity, openCategories, moment);
    return [quote(product, quantity, customerType, rules)];
  });
}

import { percentOf, roundUpTo, rupiah, sum, type BasisPoints, type Rupiah } from '../platform/money.js';
import type { CustomerType } from '../users/index.js';
import type { MarginRule, MarginScope } from './margin-rule.entity.js';
import type { Product } from './product.entity.js';

export type PriceRule = Pick<
  MarginRule,
  'scope' | 'categoryId' | 'productId' | 'customerType' | 'marginBps' | 'marginAmount' | 'roundUpToAmount'
>;

export type PricedProduct = Pick<
  Product,
  'id' | 'categoryId' | 'costAmount' | 'retailPriceAmount' | 'resellerPriceAmount'
> &
  Partial<Pick<Product, 'lossAgreedCostAmount'>>;

export interface PriceLine {
  code: 'cost' | `margin_${MarginScope}` | 'fixed_price' | 'rounding';
  amount: Rupiah;
  bps?: BasisPoints;
}

/** The price of one unit before the admin fee, and the lines that add up to it. */
export interface PriceExplanation {
  unit_amount: Rupiah;
  lines: PriceLine[];
}

const mostSpecificFirst: MarginScope[] = ['product', 'category', 'global'];

function appliesTo(rule: PriceRule, product: PricedProduct): boolean {
  if (rule.scope === 'product') return rule.productId === product.id;
  return rule.scope === 'global' || rule.categoryId === product.categoryId;
}

function ruleFor(
  product: PricedProduct,
  customerType: CustomerType,
  rules: PriceRule[],
): PriceRule | undefined {
  const fitting = rules.filter((rule) => rule.customerType === customerType && appliesTo(rule, product));
  return mostSpecificFirst
    .map((scope) => fitting.find((rule) => rule.scope === scope))
    .find((rule) => rule !== undefined);
}

const explained = (lines: PriceLine[]): PriceExplanation => ({
  unit_amount: sum(lines.map(({ amount }) => amount)),
  lines: lines.filter(({ code, amount }) => code !== 'rounding' || amount > 0),
});

/** Whether a price of the product's own may be asked: it covers the cost, or two people agreed that it need not. */
const mayBeAsked = (price: Rupiah, { costAmount, lossAgreedCostAmount }: PricedProduct): boolean =>
  price >= costAmount || costAmount <= (lossAgreedCostAmount ?? -1);

/**
 * A price of the product's own wins; else the most specific rule makes it from the cost: the share rounded up
 * to a rupiah, plus the fixed amount, rounded up to the rule's step. A fixed price that the cost has overtaken
 * counts no more, so that no customer
 * pays less than the product costs us, unless two people agreed to that.
 */
export function explainPrice(
  product: PricedProduct,
  customerType: CustomerType,
  rules: PriceRule[],
): PriceExplanation {
  const cost = rupiah(product.costAmount);
  const fixed = customerType === 'reseller' ? product.resellerPriceAmount : product.retailPriceAmount;
  if (fixed !== null && mayBeAsked(fixed, product))
    return explained([{ code: 'fixed_price', amount: fixed }]);

  const rule = ruleFor(product, customerType, rules);
  if (!rule) return explained([{ code: 'cost', amount: cost }]);
  const margin = sum([percentOf(cost, rule.marginBps, 'ceil'), rule.marginAmount]);
  const before = sum([cost, margin]);
  return explained([
    { code: 'cost', amount: cost },
    { code: `margin_${rule.scope}`, amount: margin, bps: rule.marginBps },
    { code: 'rounding', amount: rupiah(roundUpTo(before, rule.roundUpToAmount) - before) },
  ]);
}

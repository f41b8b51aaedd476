import type { Customer } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import type { Locale } from '../platform/i18n.js';
import {
  explainOneRule,
  explainRules,
  namesOfRules,
  sayRule,
  tellCustomer,
  type Question,
  type RuleExplanation,
  type SaidRule,
} from '../discounts/index.js';
import type { StockLine } from '../products/index.js';
import type { CartLine } from '../vouchers/index.js';
import { cartLineOf } from './discount-lines.js';
import { quoteCart } from './quote-cart.js';
import { discountsOf } from './transaction.read-model.js';
import { isSale, type Transaction } from './transaction.entity.js';

interface LineRow {
  productId: string;
  categoryId: string;
  quantity: string | number;
  unitAmount: string;
  totalAmount: string;
  costAmount: string;
}

/** The cart of a sale, with the prices that were frozen when it was placed. */
export async function cartOfSale(transactionId: string): Promise<CartLine[]> {
  const rows = await query<LineRow>(
    `SELECT l.product_id AS productId, p.category_id AS categoryId, l.quantity, l.unit_amount AS unitAmount,
       l.total_amount AS totalAmount, l.cost_amount AS costAmount
     FROM transaction_lines l JOIN products p ON p.id = l.product_id
     WHERE l.transaction_id = ? ORDER BY l.position`,
    [transactionId],
  );
  return rows.map(({ productId, categoryId, ...line }) => ({
    ...{ productId, categoryId },
    quantity: Number(line.quantity),
    unitAmount: Number(line.unitAmount),
    totalAmount: Number(line.totalAmount),
    costAmount: Number(line.costAmount),
  }));
}

/** A sale as it is asked about: its cart, what it really had off, and the moment at which it was priced. */
async function questionOf(sale: Transaction, userId: string): Promise<Question> {
  const [cart, given] = await Promise.all([cartOfSale(sale.id), discountsOf([sale])]);
  return { userId, cart, given, saleId: sale.id, at: sale.createdAt, customerType: sale.customerType };
}

/** Why each rule that ran when a sale was placed took something off, or nothing; nobody explains what is no sale. */
export async function explainSale(sale: Transaction): Promise<RuleExplanation[]> {
  if (sale.userId === null || !isSale(sale)) return [];
  return explainRules(await questionOf(sale, sale.userId));
}

/** The same for one rule, for staff: in words, with every condition. Null where there is nobody to explain it of. */
export async function explainRuleOfSale(
  sale: Transaction,
  ruleId: string,
  locale: Locale,
): Promise<SaidRule | null> {
  if (sale.userId === null || !isSale(sale)) return null;
  const explained = await explainOneRule(await questionOf(sale, sale.userId), ruleId);
  return explained && sayRule(explained, locale, await namesOfRules([explained]));
}

/** Every rule of a sale in words, for staff: those that gave something first. */
export async function explainSaleToStaff(sale: Transaction, locale: Locale): Promise<SaidRule[]> {
  const explained = await explainSale(sale);
  const names = await namesOfRules(explained);
  return explained
    .map((each) => sayRule(each, locale, names))
    .sort((one, other) => Number(other.isGiven) - Number(one.isGiven));
}

/** A sale in plain words, for its customer. */
export async function explainSaleToCustomer(sale: Transaction, locale: Locale): Promise<SaidRule[]> {
  const explained = await explainSale(sale);
  return tellCustomer(explained, locale, await namesOfRules(explained));
}

/** A cart in plain words, before it is bought. */
export async function explainCart(
  customer: Customer,
  wanted: StockLine[],
  locale: Locale,
): Promise<SaidRule[]> {
  const { lines, discounted } = await quoteCart(customer, wanted);
  const explained = await explainRules({
    ...{ userId: customer.id, saleId: null, at: clock.now() },
    cart: lines.map(cartLineOf),
    given: discounted.discounts,
  });
  return tellCustomer(explained, locale, await namesOfRules(explained));
}

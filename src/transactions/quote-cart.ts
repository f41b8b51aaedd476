import type { Actor } from '../platform/actor.js';
import { sum, type Rupiah } from '../platform/money.js';
import { quoteLines, type QuotedLine, type StockLine } from '../products/index.js';
import { customerTypeOf } from './quote-sale.js';
import { discountLines, type CodeWish, type Discounted } from './discount-lines.js';

/** A cart as it would be priced now, without where it goes and how it is paid. */
export interface QuotedCart {
  lines: QuotedLine[];
  discounted: Discounted;
  goodsAmount: Rupiah;
  discountAmount: Rupiah;
  adminFeeAmount: Rupiah;
  /** Without shipping. */
  totalAmount: Rupiah;
}

/**
 * Prices a cart as a sale of it would be, and sets nothing aside.
 * @throws what `quoteLines` and `discountLines` throw.
 */
export async function quoteCart(actor: Actor, wanted: StockLine[], wish?: CodeWish): Promise<QuotedCart> {
  const lines = await quoteLines(customerTypeOf(actor), wanted);
  const discounted = await discountLines(actor, lines, wish);
  const goodsAmount = sum(lines.map((line) => line.totalAmount));
  const adminFeeAmount = sum(lines.map((line) => line.adminFeeAmount));
  const { discountAmount } = discounted;
  const totalAmount = sum([goodsAmount - discountAmount, adminFeeAmount]);
  return { lines, discounted, goodsAmount, discountAmount, adminFeeAmount, totalAmount };
}

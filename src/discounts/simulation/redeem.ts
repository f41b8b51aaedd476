import { query } from '../../platform/database.js';
import type { Rupiah } from '../../platform/money.js';
import { priceCart, type CartLine, type Offer, type OfferExplanation } from '../../vouchers/index.js';
import type { PastPurchase } from '../past/past-facts.js';

export type Carts = Map<string, CartLine[]>;

interface LineRow {
  transactionId: string;
  productId: string;
  categoryId: string;
  amount: string;
  costAmount: string;
}

const most = 2_000;

/** A line as it was sold; the price of one piece says nothing here, so a line counts as one piece. */
const toLine = ({ productId, categoryId, amount, costAmount }: LineRow): CartLine => ({
  productId,
  categoryId,
  quantity: 1,
  unitAmount: Number(amount),
  totalAmount: Number(amount),
  costAmount: Number(costAmount),
});

/** The carts of past sales. */
export async function readCarts(transactionIds: readonly string[]): Promise<Carts> {
  const carts: Carts = new Map();
  for (let from = 0; from < transactionIds.length; from += most) {
    const rows = await query<LineRow>(
      `SELECT transaction_id AS transactionId, product_id AS productId, category_id AS categoryId, amount,
         cost_amount AS costAmount
       FROM purchase_lines WHERE transaction_id IN (?) ORDER BY transaction_id, position`,
      [transactionIds.slice(from, from + most)],
    );
    for (const row of rows) {
      const lines = carts.get(row.transactionId);
      if (lines) lines.push(toLine(row));
      else carts.set(row.transactionId, [toLine(row)]);
    }
  }
  return carts;
}

/** What a discount would have done on a past sale. */
export interface Redemption {
  purchase: PastPurchase;
  usedAmount: Rupiah;
  /** The same without the floor. */
  promisedAmount: Rupiah;
}

/** What the sale really had off comes first, and leaves less room above the floor. */
const alreadyOff = ({ discountAmount }: PastPurchase): Offer => ({
  source: 'rule',
  sourceId: '',
  version: 0,
  name: '',
  kind: 'FIXED',
  percentBps: 0,
  amount: discountAmount,
  capAmount: null,
  minimumSpendAmount: 0,
  stackingGroup: null,
  priority: 0,
});

const withoutFloor = ({ promised_amount, base_amount }: OfferExplanation, { capAmount }: Offer): Rupiah =>
  Math.min(promised_amount, capAmount ?? promised_amount, base_amount);

/** Of goods that cost nothing the floor keeps nothing. */
const free = (line: CartLine): CartLine => ({ ...line, costAmount: 0 });

/**
 * What an offer would have given on a past sale: nothing where the floor leaves nothing of it, null where the sale does
 * not fit the offer.
 */
export function redeem(
  offer: Offer,
  purchase: PastPurchase,
  cart: CartLine[],
  floorBps: number,
): Redemption | null {
  const before = purchase.discountAmount > 0 ? [alreadyOff(purchase)] : [];
  const priced = priceCart(cart, [...before, offer], floorBps);
  const given = priced.discounts.find(({ sourceId }) => sourceId === offer.sourceId);
  if (given) {
    const isCut = given.explanation.limited_by === 'floor';
    const promisedAmount = isCut ? withoutFloor(given.explanation, offer) : given.amount;
    return { purchase, usedAmount: given.amount, promisedAmount };
  }
  const { discountAmount } = priceCart(cart.map(free), [{ ...offer, floorBps: 0 }], 0);
  return discountAmount === 0 ? null : { purchase, usedAmount: 0, promisedAmount: discountAmount };
}

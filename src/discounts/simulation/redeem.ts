import { query } from '../../platform/database.js';
import type { Rupiah } from '../../platform/money.js';
import { priceCart, type CartLine, type Offer, type OfferExplanation } from '../../vouchers/index.js';
import { alreadyOff } from '../grant-offer.js';
import type { PastPurchase } from '../past/past-facts.js';

/** A past sale as it is tried on. */
export interface PastCart {
  lines: CartLine[];
  /** What an earlier version of the rule took off it; the one that is tried comes in its place. */
  ownAmount: Rupiah;
}

export type Carts = Map<string, PastCart>;

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

async function readLines(transactionIds: string[]): Promise<Map<string, CartLine[]>> {
  const rows = await query<LineRow>(
    `SELECT transaction_id AS transactionId, product_id AS productId, category_id AS categoryId, amount,
       cost_amount AS costAmount
     FROM purchase_lines WHERE transaction_id IN (?) ORDER BY transaction_id, position`,
    [transactionIds],
  );
  const found = new Map<string, CartLine[]>();
  for (const row of rows) {
    const lines = found.get(row.transactionId);
    if (lines) lines.push(toLine(row));
    else found.set(row.transactionId, [toLine(row)]);
  }
  return found;
}

/** What these sales really had of one rule. */
async function readOwn(transactionIds: string[], ruleId: string): Promise<Map<string, Rupiah>> {
  const rows = await query<{ transactionId: string; amount: string }>(
    `SELECT transaction_id AS transactionId, SUM(used_amount) AS amount FROM discount_grants
     WHERE transaction_id IN (?) AND rule_id = ? GROUP BY transaction_id`,
    [transactionIds, ruleId],
  );
  return new Map(rows.map(({ transactionId, amount }) => [transactionId, Number(amount)]));
}

/**
 * The carts of past sales.
 * @param givenBy the rule whose own discounts are to be thought away; null where it has never given one
 */
export async function readCarts(transactionIds: readonly string[], givenBy: string | null): Promise<Carts> {
  const carts: Carts = new Map();
  for (let from = 0; from < transactionIds.length; from += most) {
    const ids = transactionIds.slice(from, from + most);
    const [found, own] = await Promise.all([
      readLines(ids),
      givenBy === null ? new Map<string, Rupiah>() : readOwn(ids, givenBy),
    ]);
    for (const [id, lines] of found) carts.set(id, { lines, ownAmount: own.get(id) ?? 0 });
  }
  return carts;
}

/** What a discount would have done on a past sale. */
export interface Redemption {
  /** As it was, less what the rule itself had given it. */
  purchase: PastPurchase;
  usedAmount: Rupiah;
  /** The same without the floor. */
  promisedAmount: Rupiah;
}

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
  sold: PastPurchase,
  { lines: cart, ownAmount }: PastCart,
  floorBps: number,
): Redemption | null {
  const purchase = ownAmount === 0 ? sold : { ...sold, discountAmount: sold.discountAmount - ownAmount };
  const before = purchase.discountAmount > 0 ? [alreadyOff(purchase.discountAmount)] : [];
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

import { newId } from '../../src/platform/ids.js';
import { query } from '../../src/platform/database.js';
import { jakartaDate } from '../../src/platform/jakarta.js';
import type { Facts } from '../../src/discounts/index.js';
import { someFacts, storeFacts } from './discounts.js';

/** Somebody who buys in the past. */
export type Bought = Facts;

/** A customer of whom nobody was told, as discount rules know them before the first purchase. */
export async function aBuyer(values: Partial<Facts> = {}): Promise<Bought> {
  const buyer = someFacts(values);
  const { userId, personId, customerType, kycLevel, city, registeredOn, birthMonth, birthDay } = buyer;
  const at = new Date(`${registeredOn}T12:00:00+07:00`);
  await query(
    `INSERT INTO users (id, person_id, name, email, password_hash, customer_type, kyc_level, city, birth_month, birth_day,
       created_at, updated_at) VALUES (?)`,
    [
      [
        ...[userId, personId, 'Pembeli Uji', `${userId}@contoh.test`, '-', customerType, kycLevel, city],
        ...[birthMonth, birthDay, at, at],
      ],
    ],
  );
  return storeFacts(buyer);
}

interface Sold {
  cost?: number;
  discount?: number;
  categoryId?: string;
  undoneAt?: string;
  /** When it was bought; delivered at once unless told otherwise. */
  placed?: string;
}

/**
 * A delivered sale of one line as rules remember it, without the sale itself; the figures of the customer grow with it.
 * Amounts in rupiah.
 */
export async function aPurchase(
  { userId, personId }: Bought,
  moment: string,
  amount: number,
  { cost = amount / 2, discount = 0, categoryId = newId(), undoneAt, placed = moment }: Sold = {},
): Promise<string> {
  const id = newId();
  const at = new Date(moment);
  await query(
    `INSERT INTO purchases (transaction_id, user_id, person_id, placed_at, at, wib_date, type, customer_type,
       goods_amount, discount_amount, cost_amount, status, undone_at) VALUES (?)`,
    [
      [
        ...[
          id,
          userId,
          personId,
          new Date(placed),
          at,
          jakartaDate(at),
          'PPOB',
          'retail',
          amount,
          discount,
          Math.floor(cost),
        ],
        ...(undoneAt ? ['UNDONE', new Date(undoneAt)] : ['DONE', null]),
      ],
    ],
  );
  await query(
    `INSERT INTO purchase_lines (transaction_id, position, user_id, product_id, category_id, amount, cost_amount)
     VALUES (?)`,
    [[id, 0, userId, newId(), categoryId, amount, Math.floor(cost)]],
  );
  if (!undoneAt) await grow(userId, at, amount - discount);
  return id;
}

async function grow(userId: string, at: Date, spend: number): Promise<void> {
  await query(
    `UPDATE customer_figures SET order_count = order_count + 1, spend_amount = spend_amount + ?,
       first_order_at = LEAST(COALESCE(first_order_at, ?), ?), last_order_at = GREATEST(COALESCE(last_order_at, ?), ?)
     WHERE user_id = ?`,
    [spend, at, at, at, at, userId],
  );
  await query(
    `INSERT INTO customer_days (user_id, wib_date, order_count, spend_amount) VALUES (?, ?, 1, ?)
     ON DUPLICATE KEY UPDATE order_count = order_count + 1, spend_amount = customer_days.spend_amount + VALUES(spend_amount)`,
    [userId, jakartaDate(at), spend],
  );
}

/** As if nobody had ever bought anything. */
export async function forgetPurchases(): Promise<void> {
  for (const table of ['purchase_lines', 'purchases', 'customer_days']) await query(`DELETE FROM ${table}`);
  await query(
    'UPDATE customer_figures SET order_count = 0, spend_amount = 0, first_order_at = NULL, last_order_at = NULL',
  );
}

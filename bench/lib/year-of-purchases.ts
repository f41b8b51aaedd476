import type { Store } from '../../test/faults/harness.js';

const digits = Array.from({ length: 10 }, (_, digit) => `SELECT ${digit} AS d`).join(' UNION ALL ');
const step = 100_000;

const numbers = `(SELECT ? + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d AS n
  FROM (${digits}) a, (${digits}) b, (${digits}) c, (${digits}) e, (${digits}) f) numbers`;

const idOf = (prefix: string, number: string) => `CONCAT('${prefix}', LPAD(${number}, 24, '0'))`;

/** The window that the purchases of `fillWithPurchases` lie in. */
export const year = { from: '2025-01-01', to: '2025-12-31' };

/** By sets: customers who registered long ago, one birthday like the next, a third of them in each of three cities. */
export async function fillWithFigures(store: Store, count: number): Promise<void> {
  for (let from = 0; from < count; from += step)
    await store.rows(
      `INSERT INTO customer_figures (person_id, user_id, customer_type, kyc_level, city, registered_on, birth_month, birth_day)
       SELECT ${idOf('02', 'n')}, ${idOf('02', 'n')}, ELT(1 + n % 20 DIV 19, 'retail', 'reseller'),
         ELT(1 + n % 3, 'NONE', 'BASIC', 'FULL'), ELT(1 + n % 3, 'Bandung', 'Solo', 'Medan'), '2023-05-01',
         1 + n % 12, 1 + n % 28
       FROM ${numbers} WHERE n < ?`,
      [from, count],
    );
}

/**
 * By sets: sales of one line through the year, by a quarter of the customers, some of whom buy far more often than others;
 * one in fifty was given back after a week.
 */
export async function fillWithPurchases(store: Store, count: number, customers: number): Promise<void> {
  const buyers = Math.max(1, Math.floor(customers / 4));
  for (let from = 0; from < count; from += step) {
    await store.rows(
      `INSERT INTO purchases (transaction_id, user_id, person_id, placed_at, at, wib_date, type, customer_type,
         goods_amount, cost_amount, status, undone_at)
       SELECT ${idOf('01', 'n')}, user_id, user_id, at - INTERVAL n % 900 SECOND, at, DATE(at + INTERVAL 7 HOUR), 'PPOB', 'retail', amount,
         amount - amount DIV 12, IF(n % 50 = 7, 'UNDONE', 'DONE'), IF(n % 50 = 7, at + INTERVAL 7 DAY, NULL)
       FROM (SELECT n, ${idOf('02', `4 * FLOOR(${buyers} * POW((n * 7919 % 1000003) / 1000003, 2))`)} AS user_id,
               TIMESTAMP('2024-12-31 17:00:00') + INTERVAL (n * 31) % 31536000 SECOND AS at,
               10000 + (n * 13) % 190000 AS amount
             FROM ${numbers} WHERE n < ?) drawn`,
      [from, count],
    );
    await store.rows(
      `INSERT INTO purchase_lines (transaction_id, position, user_id, product_id, category_id, amount, cost_amount)
       SELECT transaction_id, 0, user_id, transaction_id, transaction_id, goods_amount, cost_amount
       FROM purchases WHERE transaction_id >= ${idOf('01', '?')} AND transaction_id < ${idOf('01', '?')}`,
      [from, from + step],
    );
  }
  await store.rows(
    `UPDATE customer_figures f JOIN (
       SELECT user_id, COUNT(*) AS orders, SUM(goods_amount) AS spend, MIN(at) AS first, MAX(at) AS last
       FROM purchases WHERE status = 'DONE' GROUP BY user_id) p ON p.user_id = f.user_id
     SET f.order_count = p.orders, f.spend_amount = p.spend, f.first_order_at = p.first, f.last_order_at = p.last`,
  );
  await store.rows('ANALYZE TABLE customer_figures, purchases, purchase_lines');
}

import type { Store } from '../../test/faults/harness.js';

const digits = Array.from({ length: 10 }, (_, digit) => `SELECT ${digit} AS d`).join(' UNION ALL ');
const step = 100_000;

/** The id of customer n; it sorts by number. */
export const customerId = (n: string): string => `CONCAT('01', LPAD(${n}, 24, '0'))`;

/**
 * Fills the figures of customers by sets: every fifth has spent a million, birthdays lie all over the year, and a tenth
 * never told theirs.
 */
export async function fillWithCustomers(store: Store, from: number, count: number): Promise<void> {
  for (let first = from; first < count; first += step) {
    await store.rows(
      `INSERT INTO customer_figures (person_id, user_id, customer_type, kyc_level, city, registered_on, birth_year,
         birth_month, birth_day, order_count, spend_amount, first_order_at, last_order_at)
       SELECT ${customerId('n')}, ${customerId('n')}, IF(n % 10 = 0, 'reseller', 'retail'), 'NONE',
         ELT(1 + n % 5, 'Jakarta', 'Bandung', 'Surabaya', 'Medan', 'Solo'), DATE('2020-01-01') + INTERVAL n % 2000 DAY,
         1970 + n % 40, IF(n % 10 = 3, NULL, 1 + FLOOR(n * 7919 % 365 / 31)), IF(n % 10 = 3, NULL, 1 + n * 104729 % 28),
         1 + n % 30, IF(n % 5 = 0, 1000000 + n, n % 900000), '2025-01-01', DATE('2026-01-01') + INTERVAL n % 300 DAY
       FROM (SELECT ? + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * g.d AS n
             FROM (${digits}) a, (${digits}) b, (${digits}) c, (${digits}) e, (${digits}) g) numbers
       WHERE n < ? ORDER BY n`,
      [first, count],
    );
  }
  await store.rows('ANALYZE TABLE customer_figures');
}

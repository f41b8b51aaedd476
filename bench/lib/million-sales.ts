import type { Store } from '../../test/faults/harness.js';

const digits = Array.from({ length: 10 }, (_, digit) => `SELECT ${digit} AS d`).join(' UNION ALL ');
const step = 100_000;

/** Fills the table of sales by sets: ids and numbers in the order of time, one sale every ten seconds. */
export async function fillWithSales(store: Store, count: number): Promise<void> {
  for (let from = 0; from < count; from += step) {
    await store.rows(
      `INSERT INTO transactions (id, number, type, status, customer_type, contact_name, contact_email, contact_phone,
         locale, inputs, customer_no, goods_amount, total_amount, cost_amount, wib_date, expires_at, created_at, updated_at)
       SELECT CONCAT('01', LPAD(n, 24, '0')), CONCAT('UJI-', LPAD(n, 9, '0')), 'PPOB',
         ELT(1 + n % 20, 'AWAITING_PAYMENT', 'EXPIRED', 'CANCELLED', 'REFUNDED', 'PROCESSING', 'SUCCESS', 'SUCCESS',
           'SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS', 'SUCCESS',
           'SUCCESS', 'SUCCESS', 'SUCCESS'),
         'retail', CONCAT('Pelanggan ', n % 9973), CONCAT('p', n % 9973, '@contoh.test'),
         CONCAT('+62812', LPAD(n % 9973, 8, '0')), 'id', '{"phone":"081200000000"}', '081200000000',
         10000 + n % 90000, 10000 + n % 90000, 9000, DATE(at), at, at, at
       FROM (SELECT n, TIMESTAMP('2026-01-01') + INTERVAL n * 10 SECOND AS at FROM
         (SELECT ? + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d AS n
          FROM (${digits}) a, (${digits}) b, (${digits}) c, (${digits}) e, (${digits}) f) numbers) sales`,
      [from],
    );
  }
  await store.rows('ANALYZE TABLE transactions');
}

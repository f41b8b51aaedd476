import type { Store } from '../../test/faults/harness.js';

const digits = Array.from({ length: 10 }, (_, digit) => `SELECT ${digit} AS d`).join(' UNION ALL ');
const step = 100_000;

/** Two customers, between whom all deals are. */
async function twoPeople(store: Store): Promise<void> {
  await store.rows(
    `INSERT INTO users (id, name, email, password_hash, created_at, updated_at)
     SELECT CONCAT('02', LPAD(n, 24, '0')), CONCAT('Pelanggan ', n), CONCAT('rekber', n, '@contoh.test'), '-',
            UTC_TIMESTAMP(3), UTC_TIMESTAMP(3)
     FROM (SELECT 1 AS n UNION ALL SELECT 2) people`,
  );
}

/**
 * Fills the table of deals by sets: hardly two of one nominal, paid through half a year, priced by bands like those of
 * the first schedule; one in ten was never paid and one in twenty given back.
 */
export async function fillWithDeals(store: Store, count: number): Promise<void> {
  await twoPeople(store);
  for (let from = 0; from < count; from += step) {
    await store.rows(
      `INSERT INTO escrows (id, number, status, title, goods_type, terms, amount, fee_payer, fee_amount,
         buyer_pays_amount, seller_receives_amount, schedule_version, delivery_hours, inspection_hours, terms_version,
         creator_id, buyer_id, seller_id, held_at, settled_at, status_since, created_at, updated_at)
       SELECT CONCAT('03', LPAD(n, 24, '0')), CONCAT('UJI-', LPAD(n, 9, '0')),
         CASE WHEN n % 10 = 0 THEN 'EXPIRED' WHEN n % 20 = 7 THEN 'REFUNDED' ELSE 'RELEASED' END,
         'Akun gim', 'ACCOUNT', 'Serah terima akun', amount, ELT(1 + n % 3, 'BUYER', 'SELLER', 'SPLIT'), fee,
         amount + fee, amount, 1, 24, 24, 1, CONCAT('02', LPAD(1, 24, '0')), CONCAT('02', LPAD(1, 24, '0')),
         CONCAT('02', LPAD(2, 24, '0')), IF(n % 10 = 0, NULL, at), at, at, at, at
       FROM (SELECT n, at, amount, CASE WHEN amount <= 100999 THEN 5000 WHEN amount <= 300999 THEN 10000
               WHEN amount <= 650999 THEN 15000 WHEN amount <= 950999 THEN 20000 WHEN amount <= 2000000 THEN 25000
               WHEN amount <= 3500000 THEN 35000 WHEN amount <= 6500000 THEN (amount * 250 + 5000) DIV 10000
               WHEN amount <= 10000000 THEN (amount * 340 + 5000) DIV 10000
               ELSE (amount * 420 + 5000) DIV 10000 END AS fee
             FROM (SELECT n, 10000 + (n * 7919) % 19990001 AS amount,
                          TIMESTAMP('2026-01-01') + INTERVAL n % 15552000 * 155 SECOND AS at
                   FROM (SELECT ? + a.d + 10 * b.d + 100 * c.d + 1000 * e.d + 10000 * f.d AS n
                         FROM (${digits}) a, (${digits}) b, (${digits}) c, (${digits}) e, (${digits}) f) numbers)
               dated) priced
       WHERE n < ?`,
      [from, count],
    );
  }
  await store.rows('ANALYZE TABLE escrows');
}

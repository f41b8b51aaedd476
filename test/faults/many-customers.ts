import type { Store } from './harness.js';

const digits = Array.from({ length: 10 }, (_, digit) => `SELECT ${digit} AS d`).join(' UNION ALL ');
const step = 10_000;

/** Opens accounts by sets, registered long ago; every tenth belongs to a reseller. */
export async function openManyAccounts(store: Store, count: number): Promise<void> {
  for (let first = 0; first < count; first += step) {
    await store.rows(
      `INSERT INTO users (id, person_id, name, email, customer_type, created_at, updated_at)
       SELECT id, id, CONCAT('Pelanggan ', n), CONCAT('ramai', n, '@contoh.test'), IF(n % 10 = 0, 'reseller', 'retail'),
         '2025-01-01', '2025-01-01'
       FROM (SELECT n, CONCAT('01', LPAD(n, 24, '0')) AS id
             FROM (SELECT ? + a.d + 10 * b.d + 100 * c.d + 1000 * e.d AS n
                   FROM (${digits}) a, (${digits}) b, (${digits}) c, (${digits}) e) numbers WHERE n < ?) people`,
      [first, count],
    );
  }
  await store.rows(
    `INSERT INTO customer_figures (person_id, user_id, customer_type, kyc_level, registered_on)
     SELECT person_id, id, customer_type, kyc_level, '2025-01-01' FROM users WHERE email LIKE 'ramai%'`,
  );
}

/** A daily rule that runs, without those who would have written and agreed to it. */
export async function letRuleRun(store: Store, number: number, definition: object, budget: number | null) {
  const id = `00${String(number).padStart(24, '0')}`;
  await store.rows(
    'INSERT INTO discount_rules (id, name, created_at, updated_at) VALUES (?, ?, NOW(3), NOW(3))',
    [id, `Aturan ${number}`],
  );
  await store.rows(
    `INSERT INTO discount_versions (id, rule_id, version, definition, occasion, status, in_force_of, live_at,
       budget_amount, created_at, updated_at)
     VALUES (?, ?, 1, ?, 'daily', 'LIVE', ?, '2026-01-01', ?, NOW(3), NOW(3))`,
    [id, id, JSON.stringify(definition), id, budget],
  );
  return id;
}

/** One statement for each part of a customer's page, newest first; each is narrowed by one id and cut by its reader. */
export const whatTheyHave = {
  orders: `SELECT id, number, type, status, total_amount, discount_amount, created_at FROM transactions
    WHERE user_id = ? ORDER BY id DESC`,
  figures: `SELECT order_count, spend_amount, first_order_at, last_order_at, birth_year, birth_month, birth_day, city
    FROM customer_figures WHERE user_id = ?`,
  wallets: `SELECT w.id, w.name, w.status, b.balance_amount, b.held_amount FROM wallets w
    JOIN balances b ON b.wallet_id = w.id WHERE w.user_id = ? ORDER BY w.default_of IS NULL, w.id`,
  grants: `SELECT g.rule_id, r.name, g.version, g.period_key, g.kind, g.percent_bps, g.amount, g.used_amount, g.status,
      g.transaction_id, g.valid_until, g.created_at
    FROM discount_grants g JOIN discount_rules r ON r.id = g.rule_id
    WHERE g.person_id = ? ORDER BY g.created_at DESC`,
  vouchers: `SELECT u.id, u.voucher_id, v.name, u.status, u.amount, u.transaction_id, u.created_at
    FROM voucher_usages u JOIN vouchers v ON v.id = u.voucher_id WHERE u.person_id = ? ORDER BY u.id DESC`,
  invitations: `SELECT v.id, v.name, v.status, v.valid_until FROM voucher_targets t
    JOIN vouchers v ON v.id = t.voucher_id WHERE t.kind = 'user' AND t.target_id = ? ORDER BY v.id DESC`,
  disputes: `SELECT id, number, status, category, IF(buyer_id = person, 'BUYER', 'SELLER') AS side, held_amount, created_at
    FROM (SELECT d.*, who.person FROM (SELECT ? AS person) who
          JOIN disputes d ON d.buyer_id = who.person OR d.seller_id = who.person) theirs
    ORDER BY id DESC`,
} as const;

export const whatTheySaid = {
  consents: `SELECT l.created_at, c.channel, l.to_status, l.reason, l.actor_kind, s.name AS staff_name
    FROM consents c JOIN consent_logs l ON l.consent_id = c.id
    LEFT JOIN staff_accounts s ON l.actor_kind = 'staff' AND s.id = l.actor_id
    WHERE c.user_id = ? ORDER BY l.id DESC`,
} as const;

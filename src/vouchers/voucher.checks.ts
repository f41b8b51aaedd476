import { noRows, type AuditCheck } from '../ledger/index.js';

const living = `u.status IN ('RESERVED', 'USED')`;

/** What must hold between vouchers, their uses and the sales that had them. */
export const voucherChecks: AuditCheck[] = [
  noRows(
    'voucher_counts_its_uses',
    `SELECT v.id AS example FROM vouchers v LEFT JOIN voucher_usages u ON u.voucher_id = v.id AND ${living}
     GROUP BY v.id, v.used_count HAVING COUNT(u.id) <> v.used_count`,
  ),
  noRows(
    'voucher_budget_counts_its_uses',
    `SELECT v.id AS example FROM vouchers v LEFT JOIN voucher_usages u ON u.voucher_id = v.id AND ${living}
     GROUP BY v.id, v.budget_used_amount HAVING COALESCE(SUM(u.amount), 0) <> v.budget_used_amount`,
  ),
  noRows(
    'voucher_use_belongs_to_its_sale',
    `SELECT u.id AS example FROM voucher_usages u
       LEFT JOIN transactions t ON t.id = u.transaction_id AND t.user_id = u.user_id
       LEFT JOIN transaction_discounts d ON d.transaction_id = u.transaction_id AND d.source = 'voucher'
         AND d.source_id = u.voucher_id AND d.amount = u.amount
       LEFT JOIN voucher_codes c ON c.id = u.code_id AND c.voucher_id = u.voucher_id
     WHERE t.id IS NULL OR d.id IS NULL OR c.id IS NULL
     UNION ALL
     SELECT d.id FROM transaction_discounts d
       LEFT JOIN voucher_usages u ON u.transaction_id = d.transaction_id AND u.voucher_id = d.source_id
     WHERE d.source = 'voucher' AND u.id IS NULL`,
  ),
  noRows(
    'voucher_use_follows_its_sale',
    `SELECT u.id AS example FROM voucher_usages u JOIN transactions t ON t.id = u.transaction_id
     WHERE u.status <> CASE
       WHEN t.status = 'AWAITING_PAYMENT' THEN 'RESERVED'
       WHEN t.status IN ('PAID', 'PROCESSING', 'SUCCESS') THEN 'USED'
       WHEN t.status = 'REFUNDED' AND EXISTS
         (SELECT 1 FROM transaction_logs l WHERE l.transaction_id = t.id AND l.to_status = 'SUCCESS') THEN 'USED'
       ELSE 'RETURNED' END`,
  ),
  noRows(
    'voucher_person_within_limit',
    `SELECT MIN(u.id) AS example FROM voucher_usages u JOIN vouchers v ON v.id = u.voucher_id
     WHERE v.person_limit IS NOT NULL AND ${living}
     GROUP BY u.voucher_id, u.person_id, v.person_limit HAVING COUNT(*) > v.person_limit OR MAX(u.slot) > v.person_limit`,
  ),
];

import { noRows, type AuditCheck } from '../ledger/index.js';

/** What must hold between versions, their grants and the sales that had them. */
export const discountRuleChecks: AuditCheck[] = [
  noRows(
    'discount_budget_counts_its_grants',
    `SELECT v.id AS example FROM discount_versions v
       LEFT JOIN discount_grants g ON g.rule_id = v.rule_id AND g.version = v.version
         AND g.status IN ('GRANTED', 'RESERVED', 'USED', 'DELIVERED')
     WHERE v.budget_amount IS NOT NULL
     GROUP BY v.id, v.budget_used_amount HAVING COALESCE(SUM(g.amount), 0) <> v.budget_used_amount`,
  ),
  noRows(
    'discount_grant_has_its_version',
    `SELECT g.rule_id AS example FROM discount_grants g
       LEFT JOIN discount_versions v ON v.rule_id = g.rule_id AND v.version = g.version
     WHERE v.id IS NULL OR v.status IN ('DRAFT', 'SIMULATED', 'APPROVED')`,
  ),
  noRows(
    'discount_grant_belongs_to_its_sale',
    `SELECT g.rule_id AS example FROM discount_grants g
       LEFT JOIN transaction_discounts d ON d.transaction_id = g.transaction_id AND d.amount = g.used_amount
         AND d.source_id = IF(g.kind = 'price', g.rule_id, CONCAT(g.rule_id, '.', g.period_key))
         AND d.source = IF(g.kind = 'price', 'rule', 'grant')
     WHERE g.status IN ('RESERVED', 'USED') AND d.id IS NULL
     UNION ALL
     SELECT d.id FROM transaction_discounts d
       JOIN transactions t ON t.id = d.transaction_id
       LEFT JOIN discount_grants g ON g.transaction_id = d.transaction_id AND g.status IN ('RESERVED', 'USED')
         AND g.rule_id = SUBSTRING_INDEX(d.source_id, '.', 1)
     WHERE d.source <> 'voucher' AND t.status IN ('AWAITING_PAYMENT', 'PAID', 'PROCESSING', 'SUCCESS')
       AND g.rule_id IS NULL`,
  ),
  noRows(
    'discount_grant_follows_its_sale',
    `SELECT g.rule_id AS example FROM discount_grants g JOIN transactions t ON t.id = g.transaction_id
     WHERE g.status <> CASE
       WHEN t.status = 'AWAITING_PAYMENT' THEN 'RESERVED'
       WHEN t.status IN ('PAID', 'PROCESSING', 'SUCCESS') THEN 'USED'
       WHEN t.status = 'REFUNDED' AND EXISTS
         (SELECT 1 FROM transaction_logs l WHERE l.transaction_id = t.id AND l.to_status = 'SUCCESS') THEN 'USED'
       ELSE 'RETURNED' END`,
  ),
];

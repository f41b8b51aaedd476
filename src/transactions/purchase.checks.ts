import { noRows, type AuditCheck } from '../ledger/index.js';

/** What discount rules count as bought is what was delivered to customers with an account. */
export const purchaseChecks: AuditCheck[] = [
  noRows(
    'delivered_sale_is_a_purchase',
    `SELECT t.id AS example FROM transactions t LEFT JOIN purchases p ON p.transaction_id = t.id
     WHERE t.user_id IS NOT NULL AND t.type IN ('PPOB', 'PURCHASE') AND (
       (t.status = 'SUCCESS' AND (p.status IS NULL OR p.status <> 'DONE' OR p.user_id <> t.user_id OR p.placed_at <> t.created_at
         OR p.goods_amount <> t.goods_amount OR p.discount_amount <> t.discount_amount))
       OR (t.status <> 'SUCCESS' AND p.status = 'DONE'))`,
  ),
];

import { noRows, type AuditCheck } from '../../ledger/index.js';

/** What customers bought, added up anew. */
const bought = (by: string) =>
  `SELECT ${by}, COUNT(*) AS orders, SUM(goods_amount - discount_amount) AS spend, MIN(at) AS first_at, MAX(at) AS last_at
   FROM purchases WHERE status = 'DONE' GROUP BY ${by}`;

/** What rules ask for is what was bought. */
export const factsChecks: AuditCheck[] = [
  noRows(
    'customer_figures_are_their_purchases',
    `SELECT f.user_id AS example FROM customer_figures f LEFT JOIN (${bought('user_id')}) b ON b.user_id = f.user_id
     WHERE f.order_count <> COALESCE(b.orders, 0) OR f.spend_amount <> COALESCE(b.spend, 0)
        OR NOT (f.first_order_at <=> b.first_at) OR NOT (f.last_order_at <=> b.last_at)`,
  ),
  noRows(
    'customer_days_are_their_purchases',
    `SELECT d.user_id AS example FROM customer_days d
     LEFT JOIN (${bought('user_id, wib_date')}) b ON b.user_id = d.user_id AND b.wib_date = d.wib_date
     WHERE d.order_count <> COALESCE(b.orders, 0) OR d.spend_amount <> COALESCE(b.spend, 0)`,
  ),
];

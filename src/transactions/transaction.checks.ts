import { query } from '../platform/database.js';
import type { AuditCheck } from '../ledger/index.js';

const violations = (name: string, sql: string): AuditCheck => ({
  name,
  async run() {
    const rows = await query<{ id: string }>(sql);
    return { count: rows.length, examples: rows.slice(0, 10).map((row) => row.id) };
  },
});

const journal = (suffix: string) =>
  `(SELECT COUNT(*) FROM ledger_journals j WHERE j.reference = CONCAT('transaction:', t.id, ':${suffix}'))`;

/** What must hold between sales and the books. */
export const transactionChecks: AuditCheck[] = [
  violations(
    'each finished sale earned its revenue once',
    `SELECT t.id FROM transactions t WHERE t.status = 'SUCCESS' AND ${journal('revenue')} <> 1`,
  ),
  violations(
    'each refunded sale gave its money back once',
    `SELECT t.id FROM transactions t WHERE t.status = 'REFUNDED' AND ${journal('refund')} <> 1`,
  ),
  violations(
    'no refund stands beside a delivered sale',
    `SELECT t.id FROM transactions t WHERE t.status = 'SUCCESS' AND ${journal('refund')} > 0`,
  ),
  violations(
    'each sale adds up to its lines',
    `SELECT t.id FROM transactions t JOIN transaction_lines l ON l.transaction_id = t.id
     GROUP BY t.id, t.goods_amount HAVING SUM(l.total_amount) <> t.goods_amount`,
  ),
  violations(
    'money held for open sales equals the open sales',
    `SELECT 'order_deposits' AS id FROM (
       SELECT (SELECT COALESCE(SUM(total_amount), 0) FROM transactions WHERE status IN ('PAID', 'PROCESSING', 'FAILED'))
            + (SELECT COALESCE(SUM(p.order_amount), 0) FROM payments p JOIN transactions t ON t.id = p.transaction_id
               WHERE p.status = 'PAID' AND t.status = 'AWAITING_PAYMENT') AS owed,
              (SELECT COALESCE(-SUM(e.amount), 0) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
               WHERE a.code = 'order_deposits') AS held
     ) sums WHERE owed <> held`,
  ),
];

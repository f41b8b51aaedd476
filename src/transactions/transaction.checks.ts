import { noRows, type AuditCheck } from '../ledger/index.js';
import { authorityChecks } from './authority.checks.js';
import { purchaseChecks } from './purchase.checks.js';
import { refundChecks } from './refund.checks.js';
import { walletMoneyChecks } from './wallet-money.checks.js';

const journalsOf = (suffix: string) =>
  `(SELECT COUNT(*) FROM ledger_journals j WHERE j.reference = CONCAT('transaction:', t.id, ':${suffix}'))`;

/** Top-ups, transfers and withdrawals keep their books elsewhere. */
const isSale = `t.type IN ('PPOB', 'PURCHASE')`;

/** What must hold between sales and the books. */
export const transactionChecks: AuditCheck[] = [
  noRows(
    'finished_sale_earned_its_revenue_once',
    `SELECT t.id AS example FROM transactions t WHERE ${isSale} AND t.status = 'SUCCESS' AND ${journalsOf('revenue')} <> 1`,
  ),
  ...refundChecks,
  ...purchaseChecks,
  ...authorityChecks,
  ...walletMoneyChecks,
  noRows(
    'sale_adds_up_to_its_lines',
    `SELECT t.id AS example FROM transactions t JOIN transaction_lines l ON l.transaction_id = t.id
     GROUP BY t.id, t.goods_amount HAVING SUM(l.total_amount) <> t.goods_amount`,
  ),
  noRows(
    'sale_discount_adds_up',
    `SELECT t.id AS example FROM transactions t
       LEFT JOIN (SELECT transaction_id, SUM(discount_amount) AS off FROM transaction_lines
                  GROUP BY transaction_id) l ON l.transaction_id = t.id
       LEFT JOIN (SELECT transaction_id, SUM(amount) AS off FROM transaction_discounts
                  GROUP BY transaction_id) d ON d.transaction_id = t.id
     WHERE t.discount_amount <> COALESCE(l.off, 0) OR t.discount_amount <> COALESCE(d.off, 0)`,
  ),
  noRows(
    'held_money_equals_open_sales',
    `SELECT 'order_deposits' AS example FROM (
       SELECT (SELECT COALESCE(SUM(total_amount), 0) FROM transactions t
               WHERE ${isSale} AND t.status IN ('PAID', 'PROCESSING', 'FAILED'))
            + (SELECT COALESCE(SUM(p.order_amount), 0) FROM payments p LEFT JOIN transactions t ON t.id = p.transaction_id
               WHERE p.status IN ('PAID', 'REFUNDED')
                 AND (t.status = 'AWAITING_PAYMENT' OR (t.id IS NULL AND p.standing_code_id IS NOT NULL))) AS owed,
              (SELECT COALESCE(-SUM(e.amount), 0) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
               WHERE a.code = 'order_deposits') AS held
     ) sums WHERE owed <> held`,
  ),
  noRows(
    'withdrawal_shows_among_transactions',
    `SELECT w.id AS example FROM withdrawals w LEFT JOIN transactions t ON t.id = w.transaction_id
     WHERE t.id IS NULL OR t.type <> 'WITHDRAWAL' OR t.user_id <> w.user_id
        OR t.total_amount <> w.amount + w.fee_amount OR (t.status = 'SUCCESS' AND w.status NOT IN ('PAID_OUT', 'FAILED'))
        OR (t.status IN ('FAILED', 'REFUNDED') AND w.status NOT IN ('FAILED', 'REJECTED', 'CANCELLED'))`,
  ),
];

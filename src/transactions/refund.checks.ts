import { noRows, type AuditCheck } from '../ledger/index.js';

/** What the refund journals of transaction `t` took from its money. */
const givenBack = `(SELECT COALESCE(SUM(e.amount), 0) FROM ledger_journals j
  JOIN ledger_entries e ON e.journal_id = j.id AND e.amount > 0
  WHERE j.transaction_id = t.id AND j.kind = 'sale.refund')`;

const refundsOf = (owner: string) =>
  `(SELECT COALESCE(SUM(r.amount), 0) FROM refunds r WHERE r.${owner}_id = ${owner.charAt(0)}.id`;

const isSale = `t.type IN ('PPOB', 'PURCHASE')`;

/** What must hold between sales, what went back of their money, and the books. */
export const refundChecks: AuditCheck[] = [
  noRows(
    'refunded_sale_gave_all_its_money_back',
    // More only where the gateway gave back the whole by itself, after we had given back a part.
    `SELECT t.id AS example FROM transactions t WHERE ${isSale} AND t.status = 'REFUNDED'
       AND ${givenBack} <> t.total_amount
       AND NOT (${givenBack} > t.total_amount
                AND EXISTS (SELECT 1 FROM refunds g WHERE g.transaction_id = t.id AND g.place = 'GATEWAY'))`,
  ),
  noRows(
    'delivered_sale_gave_back_less_than_all',
    `SELECT t.id AS example FROM transactions t
     WHERE ${isSale} AND t.status = 'SUCCESS'
       AND t.id IN (SELECT transaction_id FROM refunds) AND ${givenBack} >= t.total_amount`,
  ),
  noRows(
    'refunds_equal_their_journals',
    `SELECT t.id AS example FROM (
       SELECT transaction_id AS id FROM refunds UNION
       SELECT transaction_id FROM ledger_journals WHERE kind = 'sale.refund') t
     WHERE ${refundsOf('transaction')}) <> ${givenBack}`,
  ),
  noRows(
    'payment_knows_its_refunds',
    `SELECT p.id AS example FROM payments p
     WHERE p.returned_at IS NULL AND p.refunded_amount <> ${refundsOf('payment')} AND r.place <> 'GATEWAY')`,
  ),
  noRows(
    'guests_are_owed_what_they_have_not_collected',
    `SELECT 'refunds_payable' AS example FROM (
       SELECT (SELECT COALESCE(SUM(amount - claimed_amount), 0) FROM refund_claims) AS owed,
              (SELECT COALESCE(-SUM(e.amount), 0) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
               WHERE a.code = 'refunds_payable') AS booked
     ) sums WHERE owed <> booked`,
  ),
];

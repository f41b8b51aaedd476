import { noRows, type AuditCheck } from './audit.js';
import { typesNeverNegative, typesThatKeepBalance } from './chart.js';

const debitSums = 'SELECT account_id, SUM(amount) AS total FROM ledger_entries GROUP BY account_id';

/** The balance of account `a` in the sense of its normal side, from the sums `e` above. */
const balance = `IF(a.normal_side = 'DEBIT', 1, -1) * COALESCE(e.total, 0)`;

/** What is always true of the books. */
export const ledgerChecks: AuditCheck[] = [
  noRows(
    'journal_sums_to_zero',
    'SELECT journal_id AS example FROM ledger_entries GROUP BY journal_id HAVING SUM(amount) <> 0',
  ),
  noRows(
    'journal_has_two_entries',
    `SELECT j.id AS example FROM ledger_journals j LEFT JOIN ledger_entries e ON e.journal_id = j.id
     GROUP BY j.id HAVING COUNT(e.id) < 2`,
  ),
  noRows(
    'ledger_sums_to_zero',
    `SELECT SUM(amount) AS example FROM ledger_entries HAVING COALESCE(SUM(amount), 0) <> 0`,
  ),
  noRows(
    'stored_balance_equals_entries',
    `SELECT a.code AS example FROM ledger_accounts a
     LEFT JOIN ledger_balances b ON b.account_id = a.id
     LEFT JOIN (${debitSums}) e ON e.account_id = a.id
     WHERE (b.account_id IS NOT NULL OR a.type IN (?)) AND NOT (b.balance_amount <=> ${balance})`,
    () => [typesThatKeepBalance],
  ),
  noRows(
    'nothing_is_negative',
    `SELECT a.code AS example FROM ledger_accounts a
     LEFT JOIN ledger_balances b ON b.account_id = a.id
     LEFT JOIN (${debitSums}) e ON e.account_id = a.id
     WHERE b.balance_amount < 0 OR (a.type IN (?) AND ${balance} < 0)`,
    () => [typesNeverNegative],
  ),
];

import { noRows, type AuditCheck } from './audit.js';
import { typesNeverNegative, typesThatKeepBalance } from './chart.js';
import { dayCloseChecks } from './day-close.checks.js';
import { accountsProbe, debitSums, entriesProbe, negative, storedWrongly } from './probes.js';
import { sealChecks } from './seal.checks.js';

/** What is always true of the books. */
export const ledgerChecks: AuditCheck[] = [
  noRows(
    'journal_sums_to_zero',
    'SELECT journal_id AS example FROM ledger_entries GROUP BY journal_id HAVING SUM(amount) <> 0',
    () => [],
    entriesProbe,
  ),
  noRows(
    'journal_has_two_entries',
    `SELECT j.id AS example FROM ledger_journals j LEFT JOIN ledger_entries e ON e.journal_id = j.id
     GROUP BY j.id HAVING COUNT(e.id) < 2`,
    () => [],
    entriesProbe,
  ),
  noRows(
    'ledger_sums_to_zero',
    `SELECT SUM(amount) AS example FROM ledger_entries HAVING COALESCE(SUM(amount), 0) <> 0`,
    () => [],
    accountsProbe,
  ),
  noRows(
    'stored_balance_equals_entries',
    `SELECT a.code AS example FROM ledger_accounts a
     LEFT JOIN ledger_balances b ON b.account_id = a.id
     LEFT JOIN (${debitSums}) e ON e.account_id = a.id
     WHERE ${storedWrongly}`,
    () => [typesThatKeepBalance],
    accountsProbe,
  ),
  noRows(
    'nothing_is_negative',
    `SELECT a.code AS example FROM ledger_accounts a
     LEFT JOIN ledger_balances b ON b.account_id = a.id
     LEFT JOIN (${debitSums}) e ON e.account_id = a.id
     WHERE ${negative}`,
    () => [typesNeverNegative],
    accountsProbe,
  ),
  noRows(
    'balance_after_continues',
    `SELECT id AS example FROM (
       SELECT e.id, e.balance_after,
         IF(a.normal_side = 'DEBIT', 1, -1) * SUM(e.amount) OVER (PARTITION BY e.account_id ORDER BY e.id) AS running
       FROM ledger_balances b JOIN ledger_accounts a ON a.id = b.account_id
       JOIN ledger_entries e ON e.account_id = b.account_id) lines_of_wallets
     WHERE NOT (balance_after <=> running)`,
  ),
  noRows(
    'held_equals_open_holds',
    `SELECT b.account_id AS example FROM ledger_balances b
     LEFT JOIN (SELECT account_id, SUM(amount) AS held FROM ledger_holds WHERE status = 'OPEN' GROUP BY account_id) h
       ON h.account_id = b.account_id
     WHERE b.held_amount <> COALESCE(h.held, 0)`,
  ),
  noRows(
    'hold_ends_as_booked',
    `SELECT h.id AS example FROM ledger_holds h
     LEFT JOIN ledger_entries e ON e.journal_id = h.journal_id AND e.account_id = h.account_id
     WHERE (h.status = 'OPEN') <> (h.closed_at IS NULL)
       OR (h.status = 'CAPTURED') <> (h.journal_id IS NOT NULL)
       OR h.captured_amount <> IF(h.status = 'CAPTURED', ABS(COALESCE(e.amount, 0)), 0)`,
  ),
  noRows(
    'correction_is_opposite',
    `SELECT DISTINCT p.correction AS example FROM (
       SELECT id AS correction, id AS journal_id FROM ledger_journals WHERE reverses_id IS NOT NULL
       UNION ALL SELECT id, reverses_id FROM ledger_journals WHERE reverses_id IS NOT NULL) p
     JOIN ledger_entries e ON e.journal_id = p.journal_id
     GROUP BY p.correction, e.account_id HAVING SUM(e.amount) <> 0`,
  ),
  ...sealChecks,
  ...dayCloseChecks,
];

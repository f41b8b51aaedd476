import { noRows, type AuditCheck } from '../ledger/index.js';

const acts = `('wallet.adjust', 'transaction.refund')`;

const dayOf = (column: string) => `DATE(${column} + INTERVAL 7 HOUR)`;

/** What staff moved with their own hands, less what their allowances and other people's requests account for. */
const unaccounted = `
  SELECT j.actor_id AS staff_id, ${dayOf('j.created_at')} AS day, 'wallet.adjust' AS act, e.amount
    FROM ledger_journals j JOIN ledger_entries e ON e.journal_id = j.id AND e.amount > 0
    WHERE j.kind = 'wallet.adjusted' AND j.actor_kind = 'staff'
  UNION ALL SELECT actor_id, ${dayOf('created_at')}, 'transaction.refund', amount
    FROM refunds WHERE actor_kind = 'staff'
  UNION ALL SELECT decided_by, ${dayOf('used_at')}, kind, -amount
    FROM approvals WHERE used_at IS NOT NULL AND kind IN ${acts}
  UNION ALL SELECT staff_id, wib_date, act, -used_amount FROM staff_allowances WHERE act IN ${acts}`;

/** What must hold between the money that staff moved and the authority they had for it. */
export const authorityChecks: AuditCheck[] = [
  noRows(
    'staff_moved_what_they_had_authority_for',
    `SELECT CONCAT(staff_id, ' ', day, ' ', act) AS example FROM (${unaccounted}) moved
     GROUP BY staff_id, day, act HAVING SUM(amount) <> 0`,
  ),
  noRows(
    'approved_request_was_carried_out',
    `SELECT id AS example FROM approvals WHERE status = 'APPROVED' AND used_at IS NULL`,
  ),
];

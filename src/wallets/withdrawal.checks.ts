import { noRows, type AuditCheck } from '../ledger/index.js';

const journals = (step: string) =>
  `(SELECT COUNT(*) FROM ledger_journals j WHERE j.reference = CONCAT('withdrawal:', w.id, ':${step}'))`;

const open = `('REQUESTED', 'APPROVED')`;

/** What must hold between withdrawals and the books. */
export const withdrawalChecks: AuditCheck[] = [
  noRows(
    'open_withdrawal_is_held',
    `SELECT w.id AS example FROM withdrawals w LEFT JOIN ledger_holds h ON h.id = w.hold_id
     WHERE h.id IS NULL OR h.amount <> w.amount + w.fee_amount
        OR (w.status IN ${open}) <> (h.status = 'OPEN')
        OR (w.status IN ('SENT', 'PAID_OUT', 'FAILED')) <> (h.status = 'CAPTURED')`,
  ),
  noRows(
    'hold_of_a_withdrawal_has_it',
    `SELECT h.reference AS example FROM ledger_holds h LEFT JOIN withdrawals w ON w.hold_id = h.id
     WHERE h.reference LIKE 'withdrawal:%' AND w.id IS NULL`,
  ),
  noRows(
    'payouts_in_transit_equal_sent_withdrawals',
    `SELECT 'payouts_in_transit' AS example FROM (
       SELECT (SELECT COALESCE(SUM(amount), 0) FROM withdrawals WHERE status = 'SENT') AS sent,
              (SELECT COALESCE(-SUM(e.amount), 0) FROM ledger_entries e JOIN ledger_accounts a ON a.id = e.account_id
               WHERE a.code = 'payouts_in_transit') AS booked
     ) sums WHERE sent <> booked`,
  ),
  noRows(
    'withdrawal_is_booked_as_far_as_it_went',
    `SELECT w.id AS example FROM withdrawals w
     WHERE (w.status IN ('SENT', 'PAID_OUT', 'FAILED')) <> (${journals('sent')} = 1)
        OR (w.status = 'PAID_OUT' AND ${journals('paid_out')} <> 1)
        OR (w.status NOT IN ('PAID_OUT', 'FAILED') AND ${journals('paid_out')} > 0)`,
  ),
  noRows(
    'failed_withdrawal_came_back_once',
    `SELECT w.id AS example FROM withdrawals w
     JOIN ledger_journals s ON s.reference = CONCAT('withdrawal:', w.id, ':sent')
     LEFT JOIN ledger_journals r ON r.reverses_id = s.id
     WHERE (w.status = 'FAILED') <> ((r.id IS NOT NULL) + ${journals('returned')} = 1)
        OR (r.id IS NOT NULL) + ${journals('returned')} > 1`,
  ),
];

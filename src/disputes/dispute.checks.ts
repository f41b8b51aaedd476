import { noRows, type AuditCheck } from '../ledger/index.js';

/** What must hold between disputes, deals and those who judge. */
export const disputeChecks: AuditCheck[] = [
  noRows(
    'open_dispute_freezes_its_part',
    `SELECT COALESCE(d.id, p.id) AS example FROM escrow_parts p
     LEFT JOIN disputes d ON d.open_key = p.id JOIN escrows e ON e.id = p.escrow_id
     WHERE (p.status = 'DISPUTED') <> (d.id IS NOT NULL) OR (d.id IS NOT NULL AND e.frozen_at IS NULL)
        OR (d.id IS NOT NULL AND d.held_amount <> p.held_amount)`,
  ),
  noRows(
    'decision_adds_up_to_what_is_held',
    `SELECT x.id AS example FROM dispute_decisions x JOIN disputes d ON d.id = x.dispute_id
     WHERE x.refund_amount + x.release_amount + x.fee_amount <> IF(x.outcome = 'EXTEND', 0, d.held_amount)
        OR x.fee_amount NOT IN (0, d.fee_amount) OR x.decided_by IS NULL`,
  ),
  noRows(
    'closed_dispute_was_settled_as_decided',
    `SELECT d.id AS example FROM disputes d JOIN escrow_parts p ON p.id = d.part_id
     JOIN dispute_decisions x ON x.dispute_id = d.id
       AND x.round = (SELECT MAX(y.round) FROM dispute_decisions y WHERE y.dispute_id = d.id)
     WHERE d.status = 'CLOSED' AND x.outcome <> 'EXTEND'
       AND (p.refunded_amount <> x.refund_amount OR p.released_amount <> x.release_amount
            OR p.earned_fee_amount <> x.fee_amount)`,
  ),
  noRows(
    'nobody_judged_twice',
    `SELECT x.id AS example FROM dispute_decisions x JOIN dispute_decisions y ON y.dispute_id = x.dispute_id
     LEFT JOIN approvals a ON a.id = x.approval_id
     WHERE x.round = 1 AND y.round = 2 AND y.decided_by IN (x.decided_by, a.decided_by)`,
  ),
  noRows(
    'judge_stepped_aside_for_good',
    `SELECT x.id AS example FROM dispute_decisions x JOIN dispute_recusals r ON r.dispute_id = x.dispute_id
     LEFT JOIN approvals a ON a.id = x.approval_id
     WHERE r.created_at <= x.created_at AND r.staff_id IN (x.decided_by, a.decided_by)`,
  ),
  noRows(
    'case_log_is_whole',
    `SELECT d.id AS example FROM disputes d WHERE NOT EXISTS
       (SELECT 1 FROM dispute_logs l WHERE l.dispute_id = d.id AND l.to_status = d.status)`,
  ),
];

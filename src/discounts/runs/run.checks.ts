import { noRows, type AuditCheck } from '../../ledger/index.js';

/** What runs say of themselves, and what was paid, is what their grants are. */
export const runChecks: AuditCheck[] = [
  noRows(
    'discount_run_counts_its_grants',
    `SELECT r.id AS example FROM discount_run_rules r
     LEFT JOIN (SELECT run_id, rule_id, SUM(status <> 'HELD_OUT') AS granted, SUM(status = 'HELD_OUT') AS held
                FROM discount_grants WHERE run_id IS NOT NULL GROUP BY run_id, rule_id) g
       ON g.run_id = r.run_id AND g.rule_id = r.rule_id
     WHERE r.granted_count <> COALESCE(g.granted, 0) OR r.held_out_count <> COALESCE(g.held, 0)`,
  ),
  noRows(
    'delivered_credit_was_paid_once',
    `SELECT g.person_id AS example FROM discount_grants g
     LEFT JOIN ledger_journals j ON j.reference = CONCAT('discount:', g.rule_id, ':', g.period_key, ':', g.person_id)
     WHERE g.kind = 'wallet_credit' AND (g.status = 'DELIVERED') <> (j.id IS NOT NULL)`,
  ),
  noRows(
    'granted_credit_is_on_its_way',
    `SELECT g.person_id AS example FROM discount_grants g
     WHERE g.kind = 'wallet_credit' AND g.status = 'GRANTED'
       AND NOT EXISTS (SELECT 1 FROM discount_waves w WHERE w.run_id = g.run_id AND w.rule_id = g.rule_id
         AND w.version = g.version AND w.kind = 'credit' AND w.status = 'RUNNING')
       AND NOT EXISTS (SELECT 1 FROM discount_run_rules r WHERE r.run_id = g.run_id AND r.rule_id = g.rule_id
         AND r.version = g.version AND r.status = 'RUNNING')
       AND NOT EXISTS (SELECT 1 FROM discount_gifts f WHERE f.id = g.run_id AND f.status = 'RUNNING')`,
  ),
];

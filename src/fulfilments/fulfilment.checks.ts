import { clock } from '../platform/clock.js';
import { noRows, type AuditCheck } from '../ledger/index.js';

/** References are ASCII; the conversion lets the comparison use the unique key. */
const journalOf = (suffix: string) =>
  `j.reference = CONVERT(CONCAT('fulfilment:', f.id, ':${suffix}') USING ascii) COLLATE ascii_bin`;

const debited = '(SELECT SUM(e.amount) FROM ledger_entries e WHERE e.journal_id = j.id AND e.amount > 0)';

/** What a machine has left lying is measured by its own time, however fast the business clock is made to run. */
const tenMinutesAgo = () => [new Date(clock.wall().getTime() - 600_000)];

/** What must hold between supplier purchases, sales and the books. */
export const fulfilmentChecks: AuditCheck[] = [
  noRows(
    'one_accepted_purchase_per_transaction',
    `SELECT transaction_id AS example FROM fulfilments WHERE status = 'SUCCESS'
     GROUP BY transaction_id HAVING COUNT(*) > 1`,
  ),
  noRows(
    'delivered_purchase_has_its_cost',
    `SELECT f.id AS example FROM fulfilments f LEFT JOIN ledger_journals j ON ${journalOf('cost')}
     WHERE f.status IN ('SUCCESS', 'REVERSED') AND NOT (f.cost_amount <=> ${debited})`,
  ),
  noRows(
    'reversed_purchase_gave_its_cost_back',
    `SELECT f.id AS example FROM fulfilments f LEFT JOIN ledger_journals j ON ${journalOf('reversed')}
     WHERE f.status = 'REVERSED' AND NOT (f.cost_amount <=> ${debited})`,
  ),
  noRows(
    'undelivered_purchase_costs_nothing',
    `SELECT f.id AS example FROM fulfilments f JOIN ledger_journals j ON ${journalOf('cost')}
     WHERE f.status NOT IN ('SUCCESS', 'REVERSED') AND f.review_reason IS NULL`,
  ),
  noRows(
    'failed_purchase_delivered_nothing',
    `SELECT id AS example FROM fulfilments WHERE status = 'FAILED' AND serial_number_cipher IS NOT NULL`,
  ),
  noRows(
    'success_has_its_serial_number',
    `SELECT id AS example FROM fulfilments
     WHERE status = 'SUCCESS' AND needs_serial_number AND serial_number_cipher IS NULL`,
  ),
  noRows(
    'open_purchase_is_watched',
    `SELECT id AS example FROM fulfilments WHERE status IN ('QUEUED', 'SENT', 'PENDING', 'UNKNOWN')
     AND next_check_at IS NULL AND review_reason IS NULL AND updated_at < ?`,
    tenMinutesAgo,
  ),
  noRows(
    'supplier_callbacks_are_acted_on',
    `SELECT id AS example FROM fulfilment_callbacks WHERE verdict = 'RECEIVED' AND created_at < ?`,
    tenMinutesAgo,
  ),
];

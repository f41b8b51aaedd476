import { clock } from '../platform/clock.js';
import { noRows, type AuditCheck } from '../ledger/index.js';

const paidStates = `('PAID', 'PARTIALLY_REFUNDED', 'REFUNDED')`;

/** What the paid-journal of payment `p` credited to paid orders. */
const credited = `(SELECT COALESCE(SUM(-e.amount), 0) FROM ledger_journals j
  JOIN ledger_entries e ON e.journal_id = j.id
    AND e.account_id = (SELECT id FROM ledger_accounts WHERE code = 'order_deposits')
  WHERE j.reference = CONCAT('payment:', p.id, ':paid'))`;

/** The id in `payment:<id>:paid` and `payment:<id>:parked:…`. */
const paymentIn = `SUBSTRING_INDEX(SUBSTRING_INDEX(j.reference, ':', 2), ':', -1)`;

const staleMs = 10 * 60_000;

/** What is always true of payments and their place in the books. */
export const paymentChecks: AuditCheck[] = [
  noRows(
    'paid_payment_is_credited_exactly_once',
    `SELECT p.id AS example FROM payments p WHERE p.status IN ${paidStates} AND ${credited} <> p.order_amount`,
  ),
  noRows(
    'payment_journal_has_its_payment',
    `SELECT j.reference AS example FROM ledger_journals j
     LEFT JOIN payments p ON p.id = ${paymentIn}
     WHERE j.kind IN ('payment.paid', 'payment.parked')
       AND (p.id IS NULL OR (j.kind = 'payment.paid' AND p.status NOT IN ${paidStates}))`,
  ),
  noRows(
    'refunds_do_not_exceed_what_was_paid',
    'SELECT id AS example FROM payments WHERE refunded_amount > paid_amount',
  ),
  noRows(
    'callbacks_are_acted_on',
    `SELECT id AS example FROM payment_callbacks WHERE verdict = 'RECEIVED' AND created_at < ?`,
    () => [new Date(clock.wall().getTime() - staleMs)],
  ),
];

import { noRows, type AuditCheck } from '../ledger/index.js';

const isOpen = `('HELD', 'DELIVERED', 'DISPUTED')`;
const wasPaid = `('HELD', 'DELIVERED', 'DISPUTED', 'RELEASED', 'REFUNDED', 'SPLIT')`;

/** What the deal's own account holds, in the sense of a debt. */
const heldOf = (escrow: string) => `(SELECT COALESCE(-SUM(n.amount), 0) FROM ledger_accounts a
  JOIN ledger_entries n ON n.account_id = a.id WHERE a.code = CONCAT('escrow_held:', ${escrow}))`;

const journalsOf = (reference: string) =>
  `(SELECT COUNT(*) FROM ledger_journals j WHERE j.reference = ${reference})`;

/** What the settlement of part `p` gave to accounts of a type. */
const givenTo = (type: string, owner = '') => `(SELECT COALESCE(-SUM(n.amount), 0) FROM ledger_journals j
  JOIN ledger_entries n ON n.journal_id = j.id
  JOIN ledger_accounts a ON a.id = n.account_id AND a.type = '${type}' ${owner}
  WHERE j.reference = CONCAT('escrow_part:', p.id, ':settled'))`;

/** What must hold between deals, their parts, what was agreed, and the books. */
export const escrowChecks: AuditCheck[] = [
  noRows(
    'held_account_equals_open_parts',
    `SELECT e.id AS example FROM escrows e
     WHERE ${heldOf('e.id')} <> (SELECT COALESCE(SUM(p.held_amount), 0) FROM escrow_parts p
                                 WHERE p.escrow_id = e.id AND p.status IN ${isOpen})`,
  ),
  noRows(
    'held_account_has_its_deal',
    `SELECT a.code AS example FROM ledger_accounts a
     LEFT JOIN escrows e ON e.id = SUBSTRING_INDEX(a.code, ':', -1)
     WHERE a.type = 'escrow_held' AND e.id IS NULL`,
  ),
  noRows(
    'paid_deal_was_held_once',
    `SELECT e.id AS example FROM escrows e LEFT JOIN transactions t ON t.id = e.transaction_id
     WHERE (e.status IN ${wasPaid}) <> (${journalsOf(`CONCAT('escrow:', e.id, ':held')`)} = 1)
        OR (e.status IN ${wasPaid} AND NOT COALESCE(
              t.type = 'ESCROW' AND t.status = 'SUCCESS' AND t.user_id = e.buyer_id
              AND t.total_amount = e.buyer_pays_amount, FALSE))`,
  ),
  noRows(
    'paid_deal_has_its_transaction',
    `SELECT t.id AS example FROM transactions t LEFT JOIN escrows e ON e.transaction_id = t.id
     WHERE t.type = 'ESCROW' AND t.status = 'SUCCESS' AND e.id IS NULL`,
  ),
  noRows(
    'parts_are_the_deal',
    `SELECT e.id AS example FROM escrows e LEFT JOIN escrow_parts p ON p.escrow_id = e.id
     WHERE e.status IN ${wasPaid}
     GROUP BY e.id, e.amount, e.fee_amount, e.buyer_pays_amount, e.seller_receives_amount
     HAVING COALESCE(SUM(p.amount), 0) <> e.amount OR SUM(p.fee_amount) <> e.fee_amount
        OR SUM(p.held_amount) <> e.buyer_pays_amount
        OR SUM(p.seller_receives_amount) <> e.seller_receives_amount`,
  ),
  noRows(
    'deal_stands_where_its_parts_do',
    `SELECT e.id AS example FROM escrows e JOIN escrow_parts p ON p.escrow_id = e.id
     GROUP BY e.id, e.status, e.frozen_at, e.settled_at, e.payment_returned_at
     HAVING e.status <> CASE
         WHEN SUM(p.status = 'DISPUTED') > 0 THEN 'DISPUTED'
         WHEN SUM(p.status = 'HELD') > 0 THEN 'HELD'
         WHEN SUM(p.status = 'DELIVERED') > 0 THEN 'DELIVERED'
         WHEN COUNT(DISTINCT p.status) > 1 THEN 'SPLIT'
         ELSE MAX(CONCAT('', p.status)) END
       OR (e.frozen_at IS NOT NULL) <> (SUM(p.status = 'DISPUTED') > 0
         OR (e.payment_returned_at IS NOT NULL AND SUM(p.status IN ${isOpen}) > 0))
       OR (e.settled_at IS NOT NULL) <> (SUM(p.status IN ${isOpen}) = 0)`,
  ),
  noRows(
    'settled_part_is_booked_as_it_says',
    `SELECT p.id AS example FROM escrow_parts p JOIN escrows e ON e.id = p.escrow_id
     WHERE p.status IN ${isOpen} AND ${journalsOf(`CONCAT('escrow_part:', p.id, ':settled')`)} > 0
        OR p.status NOT IN ${isOpen} AND NOT (
             ${givenTo('customer_wallet', 'AND a.owner_id = e.buyer_id')}
               + IF(e.payment_returned_at IS NULL, 0, ${givenTo('gateway_clearing')}) = p.refunded_amount
             AND ${givenTo('customer_wallet', 'AND a.owner_id = e.seller_id')} = p.released_amount
             AND ${givenTo('fee_revenue')} = p.earned_fee_amount
             AND p.refunded_amount + p.released_amount + p.earned_fee_amount = p.held_amount)`,
  ),
  noRows(
    'both_sides_agreed_to_the_same_terms',
    `SELECT e.id AS example FROM escrows e
     WHERE e.status NOT IN ('PROPOSED', 'CANCELLED', 'EXPIRED')
       AND (e.buyer_id IS NULL OR e.seller_id IS NULL
            OR NOT (e.buyer_agreed_version <=> e.terms_version) OR NOT (e.seller_agreed_version <=> e.terms_version)
            OR 2 <> (SELECT COUNT(DISTINCT a.side) FROM escrow_agreements a
                     WHERE a.escrow_id = e.id AND a.version = e.terms_version
                       AND a.user_id = IF(a.side = 'BUYER', e.buyer_id, e.seller_id)))`,
  ),
  noRows(
    'deal_is_as_its_terms_say',
    `SELECT e.id AS example FROM escrows e
     LEFT JOIN escrow_terms t ON t.escrow_id = e.id AND t.version = e.terms_version
     WHERE t.id IS NULL OR t.amount <> e.amount OR t.fee_amount <> e.fee_amount OR t.title <> e.title
        OR t.buyer_pays_amount <> e.buyer_pays_amount OR t.seller_receives_amount <> e.seller_receives_amount
        OR t.schedule_version <> e.schedule_version OR t.terms <> e.terms
        OR t.fee_payer <> e.fee_payer OR t.goods_type <> e.goods_type
        OR t.delivery_hours <> e.delivery_hours OR t.inspection_hours <> e.inspection_hours`,
  ),
];

import { clock } from '../platform/clock.js';
import { noRows, type AuditCheck } from '../ledger/index.js';

/** What must hold between top-ups, transfers and the wallets whose money they move. */
export const walletMoneyChecks: AuditCheck[] = [
  noRows(
    'paid_top_up_is_in_its_wallet_once',
    `SELECT t.id AS example FROM transactions t
     LEFT JOIN ledger_journals j ON j.reference = CONCAT('transaction:', t.id, ':topup')
     WHERE t.type = 'TOPUP' AND (j.id IS NOT NULL) <> (t.status = 'SUCCESS')`,
  ),
  noRows(
    'money_in_a_standing_code_becomes_a_top_up',
    `SELECT p.id AS example FROM payments p JOIN standing_codes c ON c.id = p.standing_code_id
     LEFT JOIN transactions t ON t.id = p.transaction_id
     WHERE NOT COALESCE(t.type = 'TOPUP' AND t.user_id = c.user_id AND t.wallet_id = c.wallet_id
       AND t.total_amount = p.order_amount, p.created_at > ?)`,
    () => [new Date(clock.wall().getTime() - 10 * 60_000)],
  ),
  noRows(
    'transfer_moves_what_it_says_once',
    `SELECT t.id AS example FROM transactions t
     LEFT JOIN transfers f ON f.transaction_id = t.id
     LEFT JOIN ledger_journals j ON j.reference = CONCAT('transaction:', t.id, ':transfer')
     LEFT JOIN balance_mutations taken ON taken.journal_id = j.id AND taken.amount < 0
     LEFT JOIN balance_mutations given ON given.journal_id = j.id AND given.amount > 0
     WHERE t.type = 'TRANSFER' AND NOT COALESCE(
       f.amount = t.total_amount AND taken.amount = -f.amount AND given.amount = f.amount
       AND taken.account_code = CONCAT('customer_wallet:', f.from_wallet_id)
       AND given.account_code = CONCAT('customer_wallet:', f.to_wallet_id), FALSE)`,
  ),
];

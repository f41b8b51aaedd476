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

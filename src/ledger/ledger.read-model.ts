import { query } from '../platform/database.js';
import { inNormalSense, keepsBalance, type Account, type AccountType } from './chart.js';

/** One entry with the journal it belongs to, as people read it. */
export interface JournalRow {
  journalId: string;
  kind: string;
  reference: string;
  description: string;
  effectiveAt: Date;
  accountCode: string;
  accountType: AccountType;
  /** Rupiah; debit above zero, credit below. */
  amount: number;
}

async function storedBalance({ code }: Account): Promise<number> {
  const [row] = await query<{ balance: string }>(
    `SELECT b.balance_amount AS balance FROM ledger_balances b
     JOIN ledger_accounts a ON a.id = b.account_id WHERE a.code = ?`,
    [code],
  );
  return Number(row?.balance ?? 0);
}

async function summedBalance({ code, type }: Account): Promise<number> {
  const [row] = await query<{ total: string }>(
    `SELECT COALESCE(SUM(e.amount), 0) AS total FROM ledger_entries e
     JOIN ledger_accounts a ON a.id = e.account_id WHERE a.code = ?`,
    [code],
  );
  return inNormalSense(type, Number(row?.total ?? 0));
}

/**
 * Rupiah on an account in the sense of its normal side; zero for one that nobody has posted to. Wallets answer from
 * their stored balance; the shop's own accounts are summed, so ask for those in reports, not in every request.
 */
export const balanceOf = (account: Account): Promise<number> =>
  keepsBalance(account) ? storedBalance(account) : summedBalance(account);

const dateColumns = { effective: 'effective_at', recorded: 'created_at' } as const;

/**
 * Rupiah on an account at a moment: by `effective`, what had happened until then as we know it today; by `recorded`,
 * what the books said then.
 */
export async function balanceAt(
  { code, type }: Account,
  moment: Date,
  by: keyof typeof dateColumns,
): Promise<number> {
  const [row] = await query<{ total: string }>(
    `SELECT COALESCE(SUM(e.amount), 0) AS total FROM ledger_accounts a
     JOIN ledger_entries e ON e.account_id = a.id JOIN ledger_journals j ON j.id = e.journal_id
     WHERE a.code = ? AND j.${dateColumns[by]} <= ?`,
    [code, moment],
  );
  return inNormalSense(type, Number(row?.total ?? 0));
}

/** What a sale did to the books, oldest first. */
export async function entriesOfTransaction(transactionId: string): Promise<JournalRow[]> {
  const rows = await query<Omit<JournalRow, 'amount'> & { amount: string }>(
    `SELECT j.id AS journalId, j.kind, j.reference, j.description, j.effective_at AS effectiveAt,
            a.code AS accountCode, a.type AS accountType, e.amount
     FROM ledger_journals j
     JOIN ledger_entries e ON e.journal_id = j.id
     JOIN ledger_accounts a ON a.id = e.account_id
     WHERE j.transaction_id = ? ORDER BY e.id`,
    [transactionId],
  );
  return rows.map((row) => ({ ...row, amount: Number(row.amount) }));
}

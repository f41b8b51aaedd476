import { clock } from '../platform/clock.js';
import { probing } from './audit.js';
import { typesNeverNegative, typesThatKeepBalance } from './chart.js';
import { journalDigest } from './digests.js';
import { idFloor } from './seal.js';

/** Rows whose ids are older than ten minutes must have been sealed. */
export const sealedBefore = (): string => idFloor(clock.wall().getTime() - 600_000);

/** Sums of all entries by account. */
export const debitSums = 'SELECT account_id, SUM(amount) AS total FROM ledger_entries GROUP BY account_id';

/** The balance of account `a` in the sense of its normal side, from the sums `e` above. */
export const balance = `IF(a.normal_side = 'DEBIT', 1, -1) * COALESCE(e.total, 0)`;

/** Whether the stored balance `b` of account `a` is not what the sums say, or is missing. */
export const storedWrongly = `(b.account_id IS NOT NULL OR a.type IN (?)) AND NOT (b.balance_amount <=> ${balance})`;

/** Whether account `a` is below zero and must not be. */
export const negative = `b.balance_amount < 0 OR (a.type IN (?) AND ${balance} < 0)`;

/** One reading of all accounts. */
export const accountsProbe = probing(
  `SELECT SUM(${storedWrongly}) AS stored_balance_equals_entries, SUM(COALESCE(${negative}, 0)) AS nothing_is_negative,
     COALESCE(SUM(e.total), 0) <> 0 AS ledger_sums_to_zero
   FROM ledger_accounts a LEFT JOIN ledger_balances b ON b.account_id = a.id
   LEFT JOIN (${debitSums}) e ON e.account_id = a.id`,
  () => [typesThatKeepBalance, typesNeverNegative],
);

/** One reading of all entries by journal; a journal without any is missing there. Groups are kept as flags: they fit in memory. */
export const entriesProbe = probing(
  `SELECT SUM(uneven) AS journal_sums_to_zero,
     COALESCE(SUM(lame), 0) + (SELECT COUNT(*) FROM ledger_journals) - COUNT(*) AS journal_has_two_entries
   FROM (SELECT SUM(amount) <> 0 AS uneven, COUNT(*) < 2 AS lame FROM ledger_entries GROUP BY journal_id) journals`,
);

/** Every sealed journal `j` with its entries `e`, in the order of the chain `s`, which needs no sorting. */
export const sealedJournals = (columns: string): string => `
  SELECT ${columns} FROM ledger_seals s FORCE INDEX (PRIMARY) LEFT JOIN ledger_journals j ON j.id = s.subject_id
  LEFT JOIN ledger_entries e ON e.journal_id = j.id WHERE s.subject = 'journal' GROUP BY s.position`;

/** Whether the journal `j` of a seal `s` is not what it was. */
export const journalChanged = `NOT (s.digest <=> ${journalDigest})`;

const count = (table: string, where: string): string => `(SELECT COUNT(*) FROM ${table} WHERE ${where})`;

/** One reading of all sealed journals. Each is sealed once, so what is older and not among them is not sealed. */
export const sealsProbe = probing(
  `SELECT SUM(changed) AS sealed_journals_are_unchanged,
     ${count('ledger_journals', 'id < ?')} - COALESCE(SUM(old), 0)
       + ABS(${count('activity_logs', 'id < ?')} - ${count('ledger_seals', `subject = 'activity' AND subject_id < ?`)})
       AS everything_is_sealed_in_time
   FROM (${sealedJournals(`${journalChanged} AS changed, s.subject_id < ? AS old`)}) journals`,
  () => Array.from({ length: 4 }, sealedBefore),
);

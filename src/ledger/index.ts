export { accounts, type Account, type AccountType } from './chart.js';
export {
  noRows,
  runAudit,
  type AuditCheck,
  type AuditReport,
  type CheckedPromise,
  type Finding,
} from './audit.js';
export { credit, debit, type Entry, type JournalDraft } from './journal.js';
export { ledgerChecks } from './ledger.checks.js';
export { LedgerAccount, LedgerEntry, LedgerJournal, ledgerEntities } from './ledger.entity.js';
export { balanceOf, entriesOfTransaction, type JournalRow } from './ledger.read-model.js';
export { post, postOnce } from './post.js';

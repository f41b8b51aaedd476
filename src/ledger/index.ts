export { askForAudit, auditBooksJob } from './audit-books.js';
export { accounts, type Account, type AccountType } from './chart.js';
export {
  noRows,
  runAudit,
  type AuditCheck,
  type AuditReport,
  type CheckedPromise,
  type Finding,
} from './audit.js';
export { downloadDay } from './download-day.js';
export { csvOfDay, lateJournalsOf, linesOfDay, type LateJournal } from './day-close.read-model.js';
export { turnoverOf, type DayLine } from './day-report.js';
export { credit, debit, type Entry, type JournalDraft } from './journal.js';
export { holdStates, type HoldStatus } from './hold.states.js';
export { capture, release, reserve, type HoldDraft } from './holds.js';
export { closePastDays } from './keep-books.js';
export { ledgerChecks } from './ledger.checks.js';
export {
  LedgerAccount,
  LedgerAudit,
  LedgerDayClose,
  LedgerEntry,
  LedgerHold,
  LedgerJournal,
  LedgerSeal,
  ledgerEntities,
} from './ledger.entity.js';
export { ledgerJobs, ledgerSchedule } from './ledger.jobs.js';
export { balanceAt, balanceOf, entriesOfTransaction, type JournalRow } from './ledger.read-model.js';
export { post, postOnce } from './post.js';
export { watch, type PlannedJournal } from './plan.js';
export { previewJournals } from './preview.js';
export { reverse } from './reverse.js';

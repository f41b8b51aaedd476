import { discountRuleChecks, factsChecks, runChecks } from './discounts/index.js';
import { disputeChecks } from './disputes/index.js';
import { escrowChecks } from './escrows/index.js';
import { fulfilmentChecks } from './fulfilments/index.js';
import { auditBooksJob, ledgerChecks, runAudit, type AuditCheck, type AuditReport } from './ledger/index.js';
import { paymentChecks } from './payments/index.js';
import type { Job } from './platform/jobs.js';
import type { ScheduledTask } from './platform/scheduler.js';
import { roomChecks } from './rooms/index.js';
import { outboxChecks } from './reports/index.js';
import { transactionChecks } from './transactions/index.js';
import { voucherChecks } from './vouchers/index.js';
import { withdrawalChecks } from './wallets/index.js';

/** Everything that must be true of this store's data at any moment, in the order of the domains. */
export const auditChecks: AuditCheck[] = [
  ...ledgerChecks,
  ...withdrawalChecks,
  ...voucherChecks,
  ...discountRuleChecks,
  ...factsChecks,
  ...runChecks,
  ...roomChecks,
  ...paymentChecks,
  ...fulfilmentChecks,
  ...transactionChecks,
  ...escrowChecks,
  ...disputeChecks,
  ...outboxChecks,
];

/** Proves the books and what hangs on them; looks only, and repairs nothing. */
export const auditStore = (): Promise<AuditReport> => runAudit(auditChecks);

const auditBooks = auditBooksJob(auditStore);

export const auditJobs: Job[] = [auditBooks];

export const auditSchedule: ScheduledTask[] = [{ name: 'audit-books', cron: '40 2 * * *', job: auditBooks }];

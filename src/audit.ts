import { fulfilmentChecks } from './fulfilments/index.js';
import { ledgerChecks, runAudit, type AuditCheck, type AuditReport } from './ledger/index.js';
import { paymentChecks } from './payments/index.js';
import { outboxChecks } from './reports/index.js';
import { transactionChecks } from './transactions/index.js';
import { withdrawalChecks } from './wallets/index.js';

/** Everything that must be true of this store's data at any moment, in the order of the domains. */
export const auditChecks: AuditCheck[] = [
  ...ledgerChecks,
  ...withdrawalChecks,
  ...paymentChecks,
  ...fulfilmentChecks,
  ...transactionChecks,
  ...outboxChecks,
];

/** Proves the books and what hangs on them; looks only, and repairs nothing. */
export const auditStore = (): Promise<AuditReport> => runAudit(auditChecks);

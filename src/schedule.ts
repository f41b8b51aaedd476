import { auditSchedule } from './audit.js';
import { discountRuleSchedule, runSchedule, waveSchedule } from './discounts/index.js';
import { disputeSchedule } from './disputes/index.js';
import { escrowSchedule } from './escrows/index.js';
import { fulfilmentSchedule } from './fulfilments/index.js';
import { ledgerSchedule } from './ledger/index.js';
import { paymentSchedule } from './payments/index.js';
import { pageSessionSchedule } from './pages/page-session.jobs.js';
import { housekeepingSchedule } from './platform/housekeeping.js';
import type { ScheduledTask } from './platform/scheduler.js';
import { reportsSchedule } from './reports/index.js';
import { roomSchedule } from './rooms/index.js';
import { staffSchedule } from './staff/index.js';
import { userSchedule } from './users/index.js';
import { voucherSchedule } from './vouchers/index.js';
import { withdrawalSchedule } from './wallets/index.js';

/** The table of recurring work: name, when (cron lines in Asia/Jakarta), job. */
export const schedule: ScheduledTask[] = [
  ...housekeepingSchedule,
  ...userSchedule,
  ...staffSchedule,
  ...ledgerSchedule,
  ...withdrawalSchedule,
  ...voucherSchedule,
  ...discountRuleSchedule,
  ...runSchedule,
  ...waveSchedule,
  ...roomSchedule,
  ...paymentSchedule,
  ...fulfilmentSchedule,
  ...escrowSchedule,
  ...disputeSchedule,
  ...pageSessionSchedule,
  ...reportsSchedule,
  ...auditSchedule,
];

import { auditJobs } from './audit.js';
import {
  discountRuleJobs,
  giftJobs,
  factsJobs,
  simulationJobs,
  runJobs,
  waveJobs,
} from './discounts/index.js';
import { disputeJobs } from './disputes/index.js';
import { escrowJobs, samePersonJobs } from './escrows/index.js';
import { fulfilmentJobs } from './fulfilments/index.js';
import { ledgerJobs } from './ledger/index.js';
import { paymentJobs } from './payments/index.js';
import { forgetFinishedWork } from './platform/housekeeping.js';
import { registerJobs, type Job } from './platform/jobs.js';
import { notificationJobs } from './notifications/index.js';
import { pageSessionJobs } from './pages/page-session.jobs.js';
import { reportsJobs } from './reports/index.js';
import { roomJobs } from './rooms/index.js';
import { staffJobs } from './staff/index.js';
import { followWithdrawalJobs, transactionJobs } from './transactions/index.js';
import { forgetOldSessions } from './users/index.js';
import { voucherJobs } from './vouchers/index.js';
import { withdrawalJobs } from './wallets/index.js';

/** The list of every job. */
export const jobs: Job[] = [
  forgetFinishedWork,
  ...staffJobs,
  ...ledgerJobs,
  ...withdrawalJobs,
  ...voucherJobs,
  ...discountRuleJobs,
  ...giftJobs,
  ...simulationJobs,
  ...factsJobs,
  ...runJobs,
  ...waveJobs,
  ...roomJobs,
  ...paymentJobs,
  ...fulfilmentJobs,
  forgetOldSessions,
  ...transactionJobs,
  ...followWithdrawalJobs,
  ...escrowJobs,
  ...samePersonJobs,
  ...disputeJobs,
  ...notificationJobs,
  ...reportsJobs,
  ...pageSessionJobs,
  ...auditJobs,
];

registerJobs(jobs);

export {
  problemTransactions,
  type Attention,
  type Problem,
  type ProblemTransaction,
} from './attention.read-model.js';
export { dashboardNumbers, type DashboardNumbers } from './dashboard.read-model.js';
export type { DayDeals } from './day-deals.js';
export type { DaySales } from './day-sales.js';
export { dealMonths, dealSeries, type MonthDeals } from './deals.read-model.js';
export {
  ageBands,
  ageing,
  dealQuality,
  heldNow,
  problemDeals,
  type AgeingRow,
  type DealProblem,
  type DealQuality,
  type ProblemDeal,
} from './deals-now.read-model.js';
export { discountPerformance, type DiscountPerformance } from './discounts.read-model.js';
export { lastDays } from './days.js';
export { queueHealth, type QueueHealth } from './queues.read-model.js';
export { reportsJobs, reportsSchedule } from './reports.jobs.js';
export { rollUpDay } from './roll-up-day.js';
export { salesSeries } from './sales.read-model.js';
export type { LowDeposit } from './supplier-deposits.read-model.js';
export { outboxChecks } from './unfinished-jobs.js';

import type { CurrentAdmin, PageHandler } from 'adminjs';
import { clock } from '../../src/platform/clock.js';
import {
  dashboardNumbers,
  problemTransactions,
  salesSeries,
  type DashboardNumbers,
  type DaySales,
  type ProblemTransaction,
  type QueueHealth,
} from '../../src/reports/index.js';
import type { Permission } from '../../src/staff/index.js';
import { may } from '../viewer.js';
import { listOf, salesOn } from './links.js';

type Viewer = CurrentAdmin | undefined;

/** Figures of one day, each with the list of exactly the rows that it counts. */
function dayFigures(day: DaySales, maySee: boolean) {
  const link = (statuses?: string) => (maySee ? salesOn(day.date, day.date, statuses) : null);
  return {
    sales: { value: day.placedCount, href: link() },
    revenue: { value: day.revenueAmount, href: link('SUCCESS') },
    success_rate: {
      value: day.successRateBps === null ? null : day.successRateBps / 10_000,
      href: link('SUCCESS,FAILED,REFUNDED'),
    },
  };
}

const waiting: {
  key: string;
  count: keyof DashboardNumbers['attention'];
  needs: Permission;
  href: string;
}[] = [
  {
    key: 'processing',
    count: 'pendingTransactions',
    needs: 'transactions.read',
    href: listOf('Transaction', { status: 'PAID,PROCESSING' }),
  },
  {
    key: 'unresolved',
    count: 'unknownFulfilments',
    needs: 'transactions.read',
    href: listOf('Fulfilment', { status: 'UNKNOWN' }),
  },
  {
    key: 'in_review',
    count: 'fulfilmentsInReview',
    needs: 'transactions.read',
    href: listOf('Fulfilment', { review: 'waiting' }),
  },
  {
    key: 'to_ship',
    count: 'shipmentsToSend',
    needs: 'transactions.read',
    href: listOf('Shipment', { status: 'QUEUED,PACKED' }),
  },
  {
    key: 'to_pay_out',
    count: 'withdrawalsToSend',
    needs: 'withdrawals.read',
    href: listOf('Withdrawal', { status: 'REQUESTED,APPROVED' }),
  },
  {
    key: 'to_approve',
    count: 'approvalsToDecide',
    needs: 'approvals.read',
    href: listOf('Approval', { status: 'PENDING' }),
  },
  {
    key: 'parked',
    count: 'parkedPayments',
    needs: 'alerts.read',
    href: listOf('AlertNote', { kind: 'payment_parked', stage: 'open' }),
  },
];

const underWay = ({ attention }: DashboardNumbers, viewer: Viewer) =>
  waiting.map(({ key, count, needs, href }) => ({
    key,
    value: attention[count],
    href: may(viewer, needs) ? href : null,
  }));

const presentQueue = ({ queue, pending, delayed, sent, dead, oldestAgeMs }: QueueHealth) => ({
  queue,
  waiting: { value: pending + delayed + sent, href: listOf('OutboxJob', { queue, status: 'PENDING,SENT' }) },
  dead: { value: dead, href: listOf('OutboxJob', { queue, status: 'DEAD' }) },
  oldest_at: oldestAgeMs === null ? null : new Date(clock.wall().getTime() - oldestAgeMs).toISOString(),
});

const presentProblem = ({ id, number, status, totalAmount, paidAt, problem }: ProblemTransaction) => ({
  id,
  number,
  status,
  problem,
  amount: totalAmount,
  since: paidAt ? new Date(paidAt).toISOString() : null,
});

const presentPoint = ({ date, successCount, failedCount, revenueAmount }: DaySales) => ({
  day: date,
  success: successCount,
  failed: failedCount,
  revenue: revenueAmount,
});

/** The figures of the home page, for those who may see it; links only to lists that the person may open. */
export const homeHandler: PageHandler = async (_request, _response, { currentAdmin: viewer }) => {
  if (!may(viewer, 'dashboard.read')) return { forbidden: true };
  const maySeeSales = may(viewer, 'transactions.read');
  const [numbers, series, problems] = await Promise.all([
    dashboardNumbers(),
    salesSeries(30),
    maySeeSales ? problemTransactions(8) : null,
  ]);
  return {
    day: numbers.today.date,
    today: dayFigures(numbers.today, maySeeSales),
    yesterday: dayFigures(numbers.yesterday, maySeeSales),
    alerts: {
      value: numbers.attention.openAlerts,
      href: may(viewer, 'alerts.read') ? listOf('AlertNote', { stage: 'open' }) : null,
    },
    series: series.map(presentPoint),
    days_open: maySeeSales,
    under_way: underWay(numbers, viewer),
    problems: problems?.map(presentProblem) ?? null,
    queues: may(viewer, 'jobs.read') ? numbers.queues.map(presentQueue) : null,
  };
};

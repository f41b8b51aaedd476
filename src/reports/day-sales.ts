import { rupiah, type Rupiah } from '../platform/money.js';

/** What the sales that were placed on one Jakarta day have come to. */
export interface DaySales {
  date: string;
  placedCount: number;
  paidCount: number;
  successCount: number;
  /** Paid for and not delivered, whether the money has gone back yet or not. */
  failedCount: number;
  /** What customers paid for delivered sales. */
  revenueAmount: Rupiah;
  /** What delivered sales were expected to cost us when they were placed. */
  costAmount: Rupiah;
  /** Delivered among those that came to an end, in basis points; null while none has. */
  successRateBps: number | null;
}

/** Aggregates over `transactions`, in the order of the columns of `daily_sales`; a day without sales gives zeros. */
export const figures = `COUNT(*) AS placed_count,
  COALESCE(SUM(status IN ('PAID', 'PROCESSING', 'SUCCESS', 'FAILED', 'REFUNDED')), 0) AS paid_count,
  COALESCE(SUM(status = 'SUCCESS'), 0) AS success_count,
  COALESCE(SUM(status IN ('FAILED', 'REFUNDED')), 0) AS failed_count,
  COALESCE(SUM(IF(status = 'SUCCESS', total_amount, 0)), 0) AS revenue_amount,
  COALESCE(SUM(IF(status = 'SUCCESS', cost_amount, 0)), 0) AS cost_amount`;

/** Movements of customers' own money are no sales. */
export const salesOfDay = `FROM transactions WHERE wib_date = ? AND type IN ('PPOB', 'PURCHASE')`;

export interface FigureRow {
  date: string;
  placed_count: string;
  paid_count: string;
  success_count: string;
  failed_count: string;
  revenue_amount: string;
  cost_amount: string;
}

const rate = (success: number, failed: number): number | null =>
  success + failed === 0 ? null : Math.floor((success * 10_000) / (success + failed));

const nothing: Omit<FigureRow, 'date'> = {
  placed_count: '0',
  paid_count: '0',
  success_count: '0',
  failed_count: '0',
  revenue_amount: '0',
  cost_amount: '0',
};

/** Figures of a day as code uses them; without a row, a day on which nothing happened. */
export function daySales(date: string, row: Omit<FigureRow, 'date'> = nothing): DaySales {
  const [successCount, failedCount] = [Number(row.success_count), Number(row.failed_count)];
  return {
    date,
    placedCount: Number(row.placed_count),
    paidCount: Number(row.paid_count),
    successCount,
    failedCount,
    revenueAmount: rupiah(row.revenue_amount),
    costAmount: rupiah(row.cost_amount),
    successRateBps: rate(successCount, failedCount),
  };
}

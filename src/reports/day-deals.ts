import { dayAfter, jakartaMidnight } from '../platform/jakarta.js';
import { rupiah, type Rupiah } from '../platform/money.js';

/** What happened to deals on one Jakarta day; none of it changes once the day is over. */
export interface DayDeals {
  date: string;
  /** Proposed on that day. */
  openedCount: number;
  /** Paid on that day. */
  heldCount: number;
  /** Ended well on that day: all of it went to the seller. */
  releasedCount: number;
  /** Earned by parts that were settled on that day, as the ledger has it. */
  feeAmount: Rupiah;
  /** Customers who were here. */
  activeUserCount: number;
}

/** The figures of a day in the order of the columns of `daily_deals`, each read from an index of its own. */
export const dealFigures = `
  (SELECT COUNT(*) FROM escrows WHERE created_at >= ? AND created_at < ?) AS opened_count,
  (SELECT COUNT(*) FROM escrows WHERE held_at >= ? AND held_at < ?) AS held_count,
  (SELECT COUNT(*) FROM escrows WHERE settled_at >= ? AND settled_at < ? AND status = 'RELEASED') AS released_count,
  (SELECT COALESCE(SUM(earned_fee_amount), 0) FROM escrow_parts
   WHERE settled_at >= ? AND settled_at < ?) AS fee_amount,
  (SELECT COUNT(*) FROM active_days WHERE wib_date = ?) AS active_user_count`;

/** The parameters of `dealFigures`. */
export function boundsOfDay(date: string): (Date | string)[] {
  const bounds = [jakartaMidnight(date), jakartaMidnight(dayAfter(date))];
  return [...bounds, ...bounds, ...bounds, ...bounds, date];
}

export interface DealRow {
  date: string;
  opened_count: string;
  held_count: string;
  released_count: string;
  fee_amount: string;
  active_user_count: string;
}

const nothing: Omit<DealRow, 'date'> = {
  opened_count: '0',
  held_count: '0',
  released_count: '0',
  fee_amount: '0',
  active_user_count: '0',
};

/** Figures of a day as code uses them; without a row, a day on which nothing happened. */
export const dayDeals = (date: string, row: Omit<DealRow, 'date'> = nothing): DayDeals => ({
  date,
  openedCount: Number(row.opened_count),
  heldCount: Number(row.held_count),
  releasedCount: Number(row.released_count),
  feeAmount: rupiah(row.fee_amount),
  activeUserCount: Number(row.active_user_count),
});

import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { rupiah, type Rupiah } from '../platform/money.js';
import { boundsOfDay, dayDeals, dealFigures, type DayDeals, type DealRow } from './day-deals.js';
import { daysBefore, lastDays } from './days.js';

const columns = 'opened_count, held_count, released_count, fee_amount, active_user_count';

async function live(date: string): Promise<DayDeals> {
  const [row] = await query<DealRow>(`SELECT ${dealFigures}`, boundsOfDay(date));
  return dayDeals(date, row);
}

/** One set of figures per Jakarta day, oldest first and today last: the roll-up, and today as it is at this moment. */
export async function dealSeries(days: number): Promise<DayDeals[]> {
  const now = clock.now();
  const dates = lastDays(days, now);
  const today = daysBefore(0, now);
  const [rows, current] = await Promise.all([
    query<DealRow>(
      `SELECT DATE_FORMAT(wib_date, '%Y-%m-%d') AS date, ${columns} FROM daily_deals
       WHERE wib_date >= ? AND wib_date < ?`,
      [dates[0], today],
    ),
    live(today),
  ]);
  const known = new Map(rows.map((row) => [row.date, row]));
  return dates.map((date) => (date === today ? current : dayDeals(date, known.get(date))));
}

export interface MonthDeals {
  /** `2026-11`. */
  month: string;
  openedCount: number;
  releasedCount: number;
  feeAmount: Rupiah;
}

const monthBefore = (month: string): string => {
  const [year = 0, number = 1] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number - 2, 1)).toISOString().slice(0, 7);
};

function lastMonths(count: number, last: string): string[] {
  const months = [last];
  while (months.length < count) months.unshift(monthBefore(months[0] ?? last));
  return months;
}

interface MonthRow {
  month: string;
  opened: string;
  released: string;
  fee: string;
}

/** The last months, this one as far as it has come. */
export async function dealMonths(count: number): Promise<MonthDeals[]> {
  const today = daysBefore(0, clock.now());
  const months = lastMonths(count, today.slice(0, 7));
  const [rows, current] = await Promise.all([
    query<MonthRow>(
      `SELECT DATE_FORMAT(wib_date, '%Y-%m') AS month, SUM(opened_count) AS opened,
              SUM(released_count) AS released, SUM(fee_amount) AS fee
       FROM daily_deals WHERE wib_date >= ? AND wib_date < ? GROUP BY month`,
      [`${months[0] ?? today}-01`, today],
    ),
    live(today),
  ]);
  const known = new Map(rows.map((row) => [row.month, row]));
  return months.map((month) => {
    const row = known.get(month);
    const isNow = today.startsWith(month);
    return {
      month,
      openedCount: Number(row?.opened ?? 0) + (isNow ? current.openedCount : 0),
      releasedCount: Number(row?.released ?? 0) + (isNow ? current.releasedCount : 0),
      feeAmount: rupiah(Number(row?.fee ?? 0) + (isNow ? current.feeAmount : 0)),
    };
  });
}

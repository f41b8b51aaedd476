import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { daySales, figures, salesOfDay, type DaySales, type FigureRow } from './day-sales.js';
import { daysBefore, lastDays } from './days.js';

async function rolledUp(from: string, before: string): Promise<Map<string, FigureRow>> {
  const rows = await query<FigureRow>(
    `SELECT DATE_FORMAT(wib_date, '%Y-%m-%d') AS date, placed_count, paid_count, success_count, failed_count,
            revenue_amount, cost_amount
     FROM daily_sales WHERE wib_date >= ? AND wib_date < ?`,
    [from, before],
  );
  return new Map(rows.map((row) => [row.date, row]));
}

async function live(date: string): Promise<DaySales> {
  const [row] = await query<FigureRow>(`SELECT ${figures} ${salesOfDay}`, [date]);
  return daySales(date, row);
}

/** One set of figures per Jakarta day, oldest first and today last: the roll-up, and today as it is at this moment. */
export async function salesSeries(days: number): Promise<DaySales[]> {
  const now = clock.now();
  const today = daysBefore(0, now);
  const [past, current] = await Promise.all([rolledUp(daysBefore(days - 1, now), today), live(today)]);
  return lastDays(days, now).map((date) => (date === today ? current : daySales(date, past.get(date))));
}

export async function todayAndYesterday(): Promise<{ today: DaySales; yesterday: DaySales }> {
  const now = clock.now();
  const [date, dateBefore] = [daysBefore(0, now), daysBefore(1, now)];
  const [past, today] = await Promise.all([rolledUp(dateBefore, date), live(date)]);
  return { today, yesterday: daySales(dateBefore, past.get(dateBefore)) };
}

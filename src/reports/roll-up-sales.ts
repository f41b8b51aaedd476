import { query } from '../platform/database.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { figures, salesOfDay } from './day-sales.js';
import { lastDays } from './days.js';

const columns = [
  'placed_count',
  'paid_count',
  'success_count',
  'failed_count',
  'revenue_amount',
  'cost_amount',
  'updated_at',
];

/** Adds the sales of a whole day up again; how often and in which order it runs makes no difference to the result. */
export const rollUpSales = (uow: UnitOfWork, date: string): Promise<number> =>
  uow.run(
    `INSERT INTO daily_sales (wib_date, ${columns.join(', ')}) SELECT ?, ${figures}, ? ${salesOfDay}
     ON DUPLICATE KEY UPDATE ${columns.map((column) => `${column} = VALUES(${column})`).join(', ')}`,
    [date, uow.now, date],
  );

/** Today and yesterday, and whatever days of the last month were never added up: a shop that stood still, a new table. */
export async function daysToRollUp(moment: Date): Promise<string[]> {
  const month = lastDays(31, moment);
  const rows = await query<{ date: string }>(
    `SELECT DATE_FORMAT(wib_date, '%Y-%m-%d') AS date FROM daily_sales WHERE wib_date >= ?`,
    [month[0]],
  );
  const known = new Set(rows.map(({ date }) => date));
  return month.filter((date, position) => position >= month.length - 2 || !known.has(date));
}

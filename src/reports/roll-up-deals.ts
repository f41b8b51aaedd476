import type { UnitOfWork } from '../platform/unit-of-work.js';
import { boundsOfDay, dealFigures } from './day-deals.js';

const columns = [
  'opened_count',
  'held_count',
  'released_count',
  'fee_amount',
  'active_user_count',
  'updated_at',
];

/** Adds the deals of a whole day up again; how often and in which order it runs makes no difference to the result. */
export const rollUpDeals = (uow: UnitOfWork, date: string): Promise<number> =>
  uow.run(
    `INSERT INTO daily_deals (wib_date, ${columns.join(', ')}) SELECT ?, ${dealFigures}, ?
     ON DUPLICATE KEY UPDATE ${columns.map((column) => `${column} = VALUES(${column})`).join(', ')}`,
    [date, ...boundsOfDay(date), uow.now],
  );

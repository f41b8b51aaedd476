import type { UnitOfWork } from '../platform/unit-of-work.js';
import { rollUpDeals } from './roll-up-deals.js';
import { rollUpSales } from './roll-up-sales.js';

/** Adds a whole day up again: its sales, and what happened to deals. */
export async function rollUpDay(uow: UnitOfWork, date: string): Promise<void> {
  await rollUpSales(uow, date);
  await rollUpDeals(uow, date);
}

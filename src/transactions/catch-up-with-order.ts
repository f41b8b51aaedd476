import type { UnitOfWork } from '../platform/unit-of-work.js';
import { Fulfilment } from '../fulfilments/index.js';
import { moveTransaction } from './move-transaction.js';
import type { Transaction } from './transaction.entity.js';

/**
 * A paid sale whose order was sent is being processed. The words of a supplier's order are heard in any order, so each
 * of them makes up for the one that has not come yet; an order that was never sent leaves the sale PAID.
 */
export async function catchUpWithOrder(uow: UnitOfWork, sale: Transaction): Promise<void> {
  if (sale.status !== 'PAID') return;
  const order = await uow.find(Fulfilment, { transactionId: sale.id });
  if (order && order.calls > 0) await moveTransaction(uow, sale, 'process');
}

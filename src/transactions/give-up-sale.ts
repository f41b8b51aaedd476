import type { UnitOfWork } from '../platform/unit-of-work.js';
import { returnStock } from '../products/index.js';
import { catchUpWithOrder } from './catch-up-with-order.js';
import { moveTransaction } from './move-transaction.js';
import { refund } from './refund-transaction.js';
import { returnDiscounts } from './sale-discounts.js';
import { TransactionLine, type Transaction } from './transaction.entity.js';

/** Puts back what was set aside for a sale that comes to nothing: pieces on the shelf, and discounts that are counted. */
export async function releaseReserved(uow: UnitOfWork, sale: Transaction): Promise<void> {
  await returnStock(uow, await uow.list(TransactionLine, { transactionId: sale.id }));
  await returnDiscounts(uow, sale);
}

/** A paid sale that cannot be delivered fails, and the money goes back in the same moment. */
export async function giveUpSale(uow: UnitOfWork, sale: Transaction, code: string): Promise<void> {
  await catchUpWithOrder(uow, sale);
  await moveTransaction(uow, sale, 'fail', { reason: code, set: { failureCode: code, finishedAt: uow.now } });
  await releaseReserved(uow, sale);
  await refund(uow, sale, 'refund', code);
}

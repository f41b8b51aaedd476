import type { UnitOfWork } from '../platform/unit-of-work.js';
import { returnStock } from '../products/index.js';
import { catchUpWithOrder } from './catch-up-with-order.js';
import { moveTransaction } from './move-transaction.js';
import { refund } from './refund-transaction.js';
import { TransactionLine, type Transaction } from './transaction.entity.js';

/** Puts reserved pieces back; supplier-managed products have none. */
export async function releaseStock(uow: UnitOfWork, transactionId: string): Promise<void> {
  await returnStock(uow, await uow.list(TransactionLine, { transactionId }));
}

/** A paid sale that cannot be delivered fails, and the money goes back in the same moment. */
export async function giveUpSale(uow: UnitOfWork, sale: Transaction, code: string): Promise<void> {
  await catchUpWithOrder(uow, sale);
  await moveTransaction(uow, sale, 'fail', { reason: code, set: { failureCode: code, finishedAt: uow.now } });
  await releaseStock(uow, sale.id);
  await refund(uow, sale, 'refund', code);
}

import { recordPurchase, undoPurchase } from '../discounts/index.js';
import { rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { isSale, type Transaction } from './transaction.entity.js';
import type { TransactionStatus } from './transaction.states.js';

const lines = `SELECT position, product_id, total_amount AS amount, cost_amount
  FROM transaction_lines WHERE transaction_id = ?`;

function delivered(uow: UnitOfWork, { id, userId, type, customerType, ...sale }: Transaction): void {
  if (userId === null || (type !== 'PPOB' && type !== 'PURCHASE')) return;
  recordPurchase(uow, {
    transactionId: id,
    userId,
    placedAt: sale.createdAt,
    type,
    customerType,
    goodsAmount: rupiah(sale.goodsAmount),
    discountAmount: rupiah(sale.discountAmount),
    costAmount: rupiah(sale.costAmount),
    lines: { text: lines, params: [id] },
  });
}

/** Discount rules know what a customer has bought by the very commit that delivers a sale, or gives it back. */
export function keepPurchase(uow: UnitOfWork, sale: Transaction, from: TransactionStatus): void {
  if (sale.userId === null || !isSale(sale)) return;
  if (sale.status === 'SUCCESS') delivered(uow, sale);
  if (from === 'SUCCESS' && sale.status === 'REFUNDED')
    undoPurchase(uow, { transactionId: sale.id, userId: sale.userId });
}

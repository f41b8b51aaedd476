import type { Actor } from '../platform/actor.js';
import { DomainError } from '../platform/errors.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { openShipment, startFulfilment } from '../fulfilments/index.js';
import { accounts, credit, debit, post } from '../ledger/index.js';
import { cancelPayment } from '../payments/index.js';
import { Product, returnStock } from '../products/index.js';
import { authorize, recordActivity } from '../staff/index.js';
import { moveTransaction } from './move-transaction.js';
import { refund } from './refund-transaction.js';
import { notCancellable } from './transaction.errors.js';
import { Transaction, TransactionLine } from './transaction.entity.js';

export { refundTransaction } from './refund-transaction.js';

const lockedSale = (uow: UnitOfWork, transactionId: string) => uow.lock(Transaction, { id: transactionId });

const linesOf = (uow: UnitOfWork, transactionId: string) => uow.list(TransactionLine, { transactionId });

/** Puts reserved pieces back; supplier-managed products have none. */
async function releaseStock(uow: UnitOfWork, transactionId: string): Promise<void> {
  const lines = await linesOf(uow, transactionId);
  await returnStock(
    uow,
    lines.map(({ productId, quantity }) => ({ productId, quantity })),
  );
}

async function startDigital(uow: UnitOfWork, sale: Transaction): Promise<void> {
  const [line] = await linesOf(uow, sale.id);
  if (!line) throw new DomainError('not_found', 404);
  const product = await uow.find(Product, { id: line.productId });
  if (product?.supplierSku == null) throw new DomainError('not_found', 404);
  await startFulfilment(uow, {
    transactionId: sale.id,
    supplier: 'digiflazz',
    supplierSku: product.supplierSku,
    customerNo: sale.customerNo ?? '',
    maxPriceAmount: line.unitAmount,
    needsSerialNumber: product.needsSerialNumber,
  });
}

async function startPhysical(uow: UnitOfWork, sale: Transaction): Promise<void> {
  if (!sale.shipping) throw new DomainError('not_found', 404);
  const lines = await linesOf(uow, sale.id);
  const weights = await uow.sql<{ weight: string | null }>(
    `SELECT SUM(p.weight_grams * l.quantity) AS weight FROM transaction_lines l JOIN products p ON p.id = l.product_id
     WHERE l.transaction_id = ?`,
    [lines[0]?.transactionId],
  );
  const { recipient_name, phone, address, city, postal_code, courier, note } = sale.shipping;
  await openShipment(uow, {
    transactionId: sale.id,
    recipientName: recipient_name,
    phone,
    address,
    city,
    postalCode: postal_code,
    note,
    courier,
    weightGrams: Number(weights[0]?.weight ?? 0),
  });
}

/** The money is in: the sale is paid, and what was bought is set going. A second word of the same does nothing. */
export async function markPaid(uow: UnitOfWork, transactionId: string): Promise<void> {
  const sale = await lockedSale(uow, transactionId);
  if (sale.status !== 'AWAITING_PAYMENT') return;
  await moveTransaction(uow, sale, 'pay', { set: { paidAt: uow.now } });
  if (sale.type === 'PURCHASE') await startPhysical(uow, sale);
  else await startDigital(uow, sale);
  await moveTransaction(uow, sale, 'process');
}

/** The customer has it: revenue is earned. */
export async function completeTransaction(uow: UnitOfWork, transactionId: string): Promise<void> {
  const sale = await lockedSale(uow, transactionId);
  if (sale.status !== 'PROCESSING') return;
  await moveTransaction(uow, sale, 'succeed', { set: { finishedAt: uow.now } });
  await post(uow, {
    kind: 'sale.revenue',
    reference: `transaction:${sale.id}:revenue`,
    transactionId: sale.id,
    entries: [
      debit(accounts.orderDeposits, sale.totalAmount),
      credit(accounts.salesRevenue, sale.totalAmount),
    ],
  });
  if (sale.type === 'PURCHASE' && sale.costAmount > 0) await postCostOfGoods(uow, sale);
}

/** Physical goods leave the shelf at what they cost; digital cost is posted when the supplier charges it. */
const postCostOfGoods = (uow: UnitOfWork, sale: Transaction) =>
  post(uow, {
    kind: 'sale.cost',
    reference: `transaction:${sale.id}:cost`,
    transactionId: sale.id,
    entries: [debit(accounts.costOfGoods, sale.costAmount), credit(accounts.inventory, sale.costAmount)],
  });

/** What was bought cannot be delivered: the sale fails and the money goes back in the same moment. */
export async function failTransaction(uow: UnitOfWork, transactionId: string, code: string): Promise<void> {
  const sale = await lockedSale(uow, transactionId);
  if (sale.status !== 'PAID' && sale.status !== 'PROCESSING') return;
  await moveTransaction(uow, sale, 'fail', { reason: code, set: { failureCode: code, finishedAt: uow.now } });
  await releaseStock(uow, sale.id);
  await refund(uow, sale, 'refund', code);
}

/** The supplier took a delivered purchase back and returned our money: the customer gets theirs. */
export async function reverseTransaction(uow: UnitOfWork, transactionId: string): Promise<void> {
  const sale = await lockedSale(uow, transactionId);
  if (sale.status === 'SUCCESS') await refund(uow, sale, 'reverse', 'supplier_reversed');
}

/** Nobody paid in time. */
export async function expireTransaction(uow: UnitOfWork, transactionId: string): Promise<void> {
  const sale = await lockedSale(uow, transactionId);
  if (sale.status !== 'AWAITING_PAYMENT') return;
  await moveTransaction(uow, sale, 'expire', { set: { finishedAt: uow.now } });
  await releaseStock(uow, sale.id);
}

/** The gateway refused the payment for good; the customer orders again. */
export async function abandonTransaction(
  uow: UnitOfWork,
  transactionId: string,
  code: string,
): Promise<void> {
  const sale = await lockedSale(uow, transactionId);
  if (sale.status !== 'AWAITING_PAYMENT') return;
  await moveTransaction(uow, sale, 'cancel', {
    reason: code,
    set: { failureCode: code, finishedAt: uow.now },
  });
  await releaseStock(uow, sale.id);
}

/** A guest has proved at the edge that the sale is theirs; nobody's account is behind it. */
function mayCancel(actor: Actor, { userId }: Transaction): boolean {
  if (actor.kind === 'guest') return userId === null;
  return actor.kind === 'system' || (actor.kind === 'customer' && actor.id === userId);
}

/**
 * Calls a sale off while it is unpaid. Money that still arrives is parked, never dropped.
 * @throws DomainError `not_found` for a stranger's sale, `transaction_not_cancellable` once it is paid.
 */
export async function cancelTransaction(
  uow: UnitOfWork,
  { transactionId, reason }: { transactionId: string; reason: string },
): Promise<Transaction> {
  const sale = await lockedSale(uow, transactionId);
  if (!mayCancel(uow.actor, sale)) authorize(uow.actor, 'transactions.cancel');
  if (sale.status !== 'AWAITING_PAYMENT') throw notCancellable();
  await moveTransaction(uow, sale, 'cancel', { reason, set: { finishedAt: uow.now } });
  await cancelPayment(uow, sale.id, reason);
  await releaseStock(uow, sale.id);
  if (uow.actor.kind === 'staff') {
    await recordActivity(uow, {
      action: 'transaction.cancel',
      subjectType: 'transaction',
      subjectId: sale.id,
      reason,
    });
  }
  return sale;
}

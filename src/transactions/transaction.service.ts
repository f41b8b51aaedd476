import type { Actor } from '../platform/actor.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { accounts, credit, debit, post } from '../ledger/index.js';
import { cancelPayment } from '../payments/index.js';
import { authorize, recordActivity } from '../staff/index.js';
import { catchUpWithOrder } from './catch-up-with-order.js';
import { giveUpSale, releaseReserved } from './give-up-sale.js';
import { moveTransaction } from './move-transaction.js';
import { refund } from './refund-transaction.js';
import { useDiscounts } from './sale-discounts.js';
import { startDelivery } from './start-delivery.js';
import { payableOf, type Payable } from './payables.js';
import { creditTopUp } from './top-up.js';
import { notCancellable, notCompleted } from './transaction.errors.js';
import { Transaction } from './transaction.entity.js';

const lockedSale = (uow: UnitOfWork, transactionId: string) => uow.lock(Transaction, { id: transactionId });

/**
 * The money is in: what was bought is set going, or else the money goes straight back. Told again, it does nothing. A
 * digital sale stays PAID while its order waits for its turn at the supplier; goods are the shop's to pack from now on.
 */
export async function markPaid(uow: UnitOfWork, transactionId: string): Promise<void> {
  const sale = await lockedSale(uow, transactionId);
  if (sale.status !== 'AWAITING_PAYMENT') return;
  if (sale.type === 'TOPUP') return creditTopUp(uow, sale);
  const payable = payableOf(sale.type);
  if (payable) return takePayment(uow, sale, payable);
  await moveTransaction(uow, sale, 'pay', { set: { paidAt: uow.now } });
  await useDiscounts(uow, sale);
  if (!(await startDelivery(uow, sale))) return giveUpSale(uow, sale, 'not_deliverable');
  if (sale.type === 'PURCHASE') await moveTransaction(uow, sale, 'process');
}

/** What is paid belongs to another noun, which takes the money over; if it wants none any more, the money goes back. */
async function takePayment(uow: UnitOfWork, sale: Transaction, { take }: Payable): Promise<void> {
  await moveTransaction(uow, sale, 'pay', { set: { paidAt: uow.now } });
  if (!(await take(uow, sale))) return giveUpSale(uow, sale, 'not_deliverable');
  await moveTransaction(uow, sale, 'succeed', { set: { finishedAt: uow.now } });
}

/** The order is on its way to the supplier. A word that comes late, or again, does nothing. */
export async function processTransaction(uow: UnitOfWork, transactionId: string): Promise<void> {
  await catchUpWithOrder(uow, await lockedSale(uow, transactionId));
}

/** The customer has it: revenue is earned. */
export async function completeTransaction(uow: UnitOfWork, transactionId: string): Promise<void> {
  const sale = await lockedSale(uow, transactionId);
  await catchUpWithOrder(uow, sale);
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
  await giveUpSale(uow, sale, code);
}

/**
 * The supplier took a delivered purchase back and returned our money: the customer gets theirs.
 * @throws DomainError `transaction_not_completed` while the word of the delivery is still on its way.
 */
export async function reverseTransaction(uow: UnitOfWork, transactionId: string): Promise<void> {
  const sale = await lockedSale(uow, transactionId);
  if (sale.status === 'PAID' || sale.status === 'PROCESSING') throw notCompleted();
  if (sale.status === 'SUCCESS') await refund(uow, sale, 'reverse', 'supplier_reversed');
}

/** Nobody paid in time. */
export async function expireTransaction(uow: UnitOfWork, transactionId: string): Promise<void> {
  const sale = await lockedSale(uow, transactionId);
  if (sale.status !== 'AWAITING_PAYMENT') return;
  await moveTransaction(uow, sale, 'expire', { set: { finishedAt: uow.now } });
  await releaseReserved(uow, sale);
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
  await releaseReserved(uow, sale);
}

/** A guest has proved at the edge that the sale is theirs; nobody's account is behind it. */
function mayCancel(actor: Actor, { userId }: Transaction): boolean {
  if (actor.kind === 'guest') return userId === null;
  return actor.kind === 'system' || (actor.kind === 'customer' && actor.id === userId);
}

/**
 * Closes a locked transaction that waits for its money, with its payment.
 * @throws DomainError `illegal_transition` (409) once the money is in.
 */
export async function callOffTransaction(uow: UnitOfWork, sale: Transaction, reason: string): Promise<void> {
  await moveTransaction(uow, sale, 'cancel', { reason, set: { finishedAt: uow.now } });
  await cancelPayment(uow, sale.id, reason);
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
  await callOffTransaction(uow, sale, reason);
  await releaseReserved(uow, sale);
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

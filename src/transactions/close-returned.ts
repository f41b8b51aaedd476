import { closeAlert, raiseAlert } from '../platform/alerts.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { withdrawFulfilment } from '../fulfilments/index.js';
import { Payment } from '../payments/index.js';
import { giveUpSale } from './give-up-sale.js';
import { moveTransaction } from './move-transaction.js';
import { paymentReturned } from './refund-transaction.js';
import { Transaction } from './transaction.entity.js';

/** Whether certainly nothing was delivered, and nothing will be. */
async function stopDelivery(uow: UnitOfWork, sale: Transaction): Promise<boolean> {
  if (sale.status === 'REFUNDED' || sale.status === 'AWAITING_PAYMENT') return true;
  if (sale.status !== 'PAID' && sale.status !== 'PROCESSING') return false;
  return withdrawFulfilment(uow, { transactionId: sale.id, code: paymentReturned });
}

/** What goods that are on their way or delivered are worth to whom is not for a program to say. */
async function askPerson(uow: UnitOfWork, sale: Transaction, payment: Payment): Promise<void> {
  await raiseAlert(uow, {
    kind: 'payment_refunded_at_gateway',
    subject: payment.id,
    severity: 'critical',
    details: { transaction_id: sale.id, status: sale.status, amount: sale.totalAmount },
  });
}

/**
 * The gateway gave the buyer's money back by itself. A sale of which nothing was bought yet ends; the money that was
 * held for it is the gateway's again. About any other a person decides.
 */
export async function closeReturned(uow: UnitOfWork, transactionId: string): Promise<void> {
  const sale = await uow.lock(Transaction, { id: transactionId });
  const payment = await uow.lock(Payment, { transactionId });
  if (!(await stopDelivery(uow, sale))) return askPerson(uow, sale, payment);
  // Paid and returned before the sale heard of either: it goes through its states without buying anything.
  if (sale.status === 'AWAITING_PAYMENT')
    await moveTransaction(uow, sale, 'pay', { set: { paidAt: payment.paidAt } });
  if (sale.status !== 'REFUNDED') await giveUpSale(uow, sale, paymentReturned);
  await closeAlert(uow, 'payment_refunded_at_gateway', payment.id);
}

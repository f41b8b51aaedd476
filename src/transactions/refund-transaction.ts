import { z } from 'zod';
import { idParam } from '../platform/http/paging.js';
import { rupiah, type Rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { accounts } from '../ledger/index.js';
import { Payment, refundExceedsPaid } from '../payments/index.js';
import {
  authorize,
  defineApproval,
  openApproval,
  recordActivity,
  spendAuthority,
  type Approval,
  type ApprovalKind,
} from '../staff/index.js';
import { giveBack, settleWithGateway } from './give-back.js';
import { announce, moveTransaction } from './move-transaction.js';
import { notRefundable } from './transaction.errors.js';
import { isSale, Transaction } from './transaction.entity.js';

/** Failure code of a sale whose money the gateway has given back by itself. */
export const paymentReturned = 'payment_returned';

const act = 'transaction.refund';

const sourceOf = ({ status }: Transaction) =>
  status === 'SUCCESS' ? accounts.salesRevenue : accounts.orderDeposits;

/** What has not gone back yet; after the gateway has returned all of it by itself, the whole is to be settled. */
const leftOf = (sale: Transaction, { returnedAt, refundedAmount }: Payment): Rupiah =>
  rupiah(returnedAt === null ? sale.totalAmount - refundedAmount : sale.totalAmount);

/**
 * Moves the sale to REFUNDED and what is left of its total back to the buyer, unless the gateway has done that already;
 * the source is what the sale had become.
 */
export async function refund(
  uow: UnitOfWork,
  sale: Transaction,
  event: 'refund' | 'reverse',
  reason: string,
  approvalId?: string,
): Promise<void> {
  const payment = await uow.lock(Payment, { transactionId: sale.id });
  const giving = { reason, source: sourceOf(sale), approvalId };
  if (payment.returnedAt !== null) {
    await moveTransaction(uow, sale, event, { reason, set: { failureCode: paymentReturned } });
    return settleWithGateway(uow, sale, payment, giving);
  }
  await moveTransaction(uow, sale, event, { reason });
  await giveBack(uow, sale, payment, { ...giving, amount: leftOf(sale, payment) });
}

/** A part goes back and the sale stays what it is. */
async function refundPart(
  uow: UnitOfWork,
  sale: Transaction,
  payment: Payment,
  part: { amount: Rupiah; reason: string; approvalId: string | undefined },
): Promise<void> {
  await giveBack(uow, sale, payment, { ...part, source: sourceOf(sale) });
  uow.emit('transaction.partly_refunded', {
    id: sale.id,
    amount: part.amount,
    reference: `${payment.refundedAmount}`,
  });
  announce(uow, sale);
}

/** Without an amount, all that is left. */
export const RefundTransaction = z.strictObject({
  transactionId: idParam,
  amount: z.int().min(1).nullable().default(null),
  reason: z.string().trim().min(3).max(500),
});

export type RefundTransaction = z.input<typeof RefundTransaction>;

interface Refundable {
  sale: Transaction;
  payment: Payment;
  amount: Rupiah;
  left: Rupiah;
}

/** @throws DomainError 409 `transaction_not_refundable`, `refund_exceeds_paid`. */
async function lockRefundable(
  uow: UnitOfWork,
  wish: z.output<typeof RefundTransaction>,
): Promise<Refundable> {
  const sale = await uow.lock(Transaction, { id: wish.transactionId });
  if (sale.status !== 'SUCCESS' || !isSale(sale)) throw notRefundable();
  const payment = await uow.lock(Payment, { transactionId: sale.id });
  const left = leftOf(sale, payment);
  const amount = payment.returnedAt === null ? (wish.amount ?? left) : left;
  if (amount === 0 || amount > left) throw refundExceedsPaid(left);
  return { sale, payment, amount, left };
}

/** A guest has no account, but an address or a number that may be a staff member's own. */
const beneficiaryOf = ({ userId, contactEmail, contactPhone }: Transaction) => ({
  beneficiaryId: userId,
  contact: { email: contactEmail, phone: contactPhone },
});

/**
 * Staff give a delivered sale's money back, all that is left of it or a part. A sale on its way ends through its
 * fulfilment or shipment instead.
 * @throws DomainError `forbidden`, `own_benefit` (403); `transaction_not_refundable`, `refund_exceeds_paid`,
 *   `approval_required` (409).
 */
export async function refundTransaction(
  uow: UnitOfWork,
  input: RefundTransaction,
  approval?: Approval,
): Promise<Transaction> {
  authorize(uow.actor, 'transactions.refund');
  const wish = RefundTransaction.parse(input);
  const { sale, payment, amount, left } = await lockRefundable(uow, wish);
  const { reason } = wish;
  const approvalId = approval?.id;
  await spendAuthority(uow, { act, amount, subjectId: sale.id, ...beneficiaryOf(sale), approvalId });
  if (amount === left) await refund(uow, sale, 'refund', reason, approvalId);
  else await refundPart(uow, sale, payment, { amount, reason, approvalId });
  await recordActivity(uow, {
    action: 'transaction.refund',
    subjectType: 'transaction',
    subjectId: sale.id,
    reason,
    after: { refunded_amount: amount, left_amount: left - amount },
  });
  return sale;
}

/** Puts the same before a second person. */
export async function requestRefund(uow: UnitOfWork, input: RefundTransaction): Promise<Approval> {
  const wish = RefundTransaction.parse(input);
  const { sale, amount } = await lockRefundable(uow, wish);
  return openApproval(uow, {
    act,
    subjectType: 'transaction',
    subjectId: sale.id,
    ...beneficiaryOf(sale),
    amount,
    payload: { ...wish, amount },
    reason: wish.reason,
  });
}

export const refundApproval: ApprovalKind = defineApproval({
  act,
  permission: 'transactions.refund',
  schema: RefundTransaction,
  perform: refundTransaction,
  async observe(uow, { transactionId }) {
    const payment = await uow.lock(Payment, { transactionId });
    return { paid_amount: payment.paidAmount, refunded_amount: payment.refundedAmount };
  },
});

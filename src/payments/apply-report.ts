import { raiseAlert } from '../platform/alerts.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { nextCheck } from './check-times.js';
import { contradiction, type Contradiction } from './contradiction.js';
import type { GatewayReport } from './gateway.js';
import { isParked, parkMoney } from './park-money.js';
import { closeDoubts } from './payment-alerts.js';
import { Payment } from './payment.entity.js';
import { paymentStates } from './payment.states.js';
import { alertContradiction } from './record-outcome.js';
import { settlePayment } from './settle-payment.js';

/** What a report did to our records, and why in a few words for staff. */
export interface Judgement {
  verdict: 'APPLIED' | 'IGNORED' | 'PARKED';
  note: string;
}

const applied = (note: string): Judgement => ({ verdict: 'APPLIED', note });
const ignored = (note: string): Judgement => ({ verdict: 'IGNORED', note });

type Doubt = Contradiction | null;

async function park(
  uow: UnitOfWork,
  payment: Payment,
  report: GatewayReport,
  why: string,
): Promise<Judgement> {
  const parked = await parkMoney(uow, payment, report, why);
  return parked ? { verdict: 'PARKED', note: why } : ignored('already_parked');
}

async function applyPaid(
  uow: UnitOfWork,
  payment: Payment,
  report: GatewayReport,
  doubt: Doubt,
): Promise<Judgement> {
  if (doubt) return park(uow, payment, report, `contradicts_${doubt}`);
  if (payment.wasPaid) return ignored('already_paid');
  if (payment.status !== 'UNPAID') return park(uow, payment, report, `late_${payment.status.toLowerCase()}`);
  // Money of this reference was set aside under another amount: which of the two is true is for a person to say.
  if (await isParked(uow, payment, report.reference)) return park(uow, payment, report, 'contradicts_parked');
  await settlePayment(uow, payment, report);
  return applied('paid');
}

/** The word of an end may have overtaken the word of the money, which may be lost: the gateway is asked once more. */
async function applyClosing(uow: UnitOfWork, payment: Payment, event: 'expire' | 'fail'): Promise<Judgement> {
  if (payment.status !== 'UNPAID') return ignored(`already_${payment.status.toLowerCase()}`);
  await uow.move(paymentStates, Payment, payment, event, {
    reason: `${payment.gateway}: ${event}`,
    set: { nextCheckAt: nextCheck(uow.now, payment.expiresAt) },
    payload: { transaction_id: payment.transactionId },
  });
  closeDoubts(uow, payment);
  return applied(payment.status.toLowerCase());
}

const alertReturned = (uow: UnitOfWork, payment: Payment) =>
  raiseAlert(uow, {
    kind: 'payment_refunded_at_gateway',
    subject: payment.id,
    severity: 'critical',
    details: { status: payment.status, amount: payment.paidAmount, transaction_id: payment.transactionId },
  });

/**
 * The gateway gave the money back by itself. Staff are told; the sale hears of it and ends if it still can. Where we
 * had paid back before, the buyer now has the money twice, and only a person can mend that.
 */
export async function applyRefund(uow: UnitOfWork, payment: Payment): Promise<Judgement> {
  if (payment.returnedAt !== null) return ignored('already_returned');
  await alertReturned(uow, payment);
  if (!paymentStates.can(payment.status, 'refund')) {
    if (payment.wasPaid) await uow.update(Payment, { id: payment.id }, { returnedAt: uow.now });
    return ignored(`refund_while_${payment.status.toLowerCase()}`);
  }
  const about = { transaction_id: payment.transactionId };
  await uow.move(paymentStates, Payment, payment, 'refund', {
    reason: `${payment.gateway}: REFUND`,
    set: { refundedAmount: payment.paidAmount, returnedAt: uow.now },
    payload: about,
  });
  uow.emit('payment.returned', { id: payment.id, ...about });
  return applied('refunded');
}

/** A callback may be faster than the answer to our request: the reference and the fee are then learnt from it. */
async function learn(uow: UnitOfWork, payment: Payment, report: GatewayReport): Promise<void> {
  if (payment.reference !== null) return;
  const facts = {
    reference: report.reference,
    feeAmount: report.customerFeeAmount,
    merchantFeeAmount: report.merchantFeeAmount,
    amount: report.totalAmount,
  };
  await uow.update(Payment, { id: payment.id }, facts);
  Object.assign(payment, facts);
}

/**
 * Lets a gateway's word act on a locked payment. Events count by their meaning, not by their order: paid is never
 * undone by a later expiry, and money that settles nothing is parked, never dropped. A report that contradicts what
 * was stored settles, closes and refunds nothing.
 */
export async function applyReport(
  uow: UnitOfWork,
  payment: Payment,
  report: GatewayReport,
): Promise<Judgement> {
  const doubt = contradiction(payment, report);
  if (doubt) await alertContradiction(uow, payment, doubt, report.reference);
  else await learn(uow, payment, report);
  if (report.status === 'PAID') return applyPaid(uow, payment, report, doubt);
  if (doubt) return ignored(`contradicts_${doubt}`);
  switch (report.status) {
    case 'EXPIRED':
      return applyClosing(uow, payment, 'expire');
    case 'FAILED':
      return applyClosing(uow, payment, 'fail');
    case 'REFUND':
      return applyRefund(uow, payment);
    case 'UNPAID':
      return ignored('still_unpaid');
  }
}

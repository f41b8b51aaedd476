import { raiseAlert } from '../platform/alerts.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { accounts, post } from '../ledger/index.js';
import { applyRefund, type Judgement } from './apply-report.js';
import type { GatewayReport } from './gateway.js';
import { moneyIn, receivedAmount } from './money-in.js';
import { parkMoney } from './park-money.js';
import { closeAsPaid } from './payment-alerts.js';
import { Payment } from './payment.entity.js';
import { paymentStates } from './payment.states.js';
import { alertContradiction } from './record-outcome.js';
import type { StandingCode } from './standing-code.entity.js';

type Judged = Judgement & { paymentId: string | null };

/** Born paid: nobody asked for it, so there was nothing to wait for. */
function paymentInto(code: StandingCode, report: GatewayReport, now: Date) {
  const id = newId();
  const orderAmount = receivedAmount(report);
  return {
    id,
    transactionId: newId(),
    payerId: code.userId,
    walletId: null,
    standingCodeId: code.id,
    gateway: code.gateway,
    method: report.method,
    methodName: code.methodName,
    status: 'PAID' as const,
    orderAmount,
    feeAmount: report.totalAmount - orderAmount,
    merchantFeeAmount: report.merchantFeeAmount,
    amount: report.totalAmount,
    paidAmount: report.totalAmount,
    refundedAmount: 0,
    merchantRef: id,
    reference: report.reference,
    payCode: code.payCode,
    payUrl: null,
    qrString: null,
    checkoutUrl: null,
    instructions: null,
    request: null,
    expiresAt: now,
    gatewayExpiresAt: null,
    paidAt: report.paidAt ?? now,
    returnedAt: null,
    nextCheckAt: null,
    createdAt: now,
    updatedAt: now,
  };
}

/** The money waits among the paid orders until its top-up, which hears of it, takes it to the wallet. */
async function receive(uow: UnitOfWork, code: StandingCode, report: GatewayReport): Promise<Judged> {
  const payment = paymentInto(code, report, uow.now);
  uow.add(Payment, payment);
  uow.begin(paymentStates, payment, ['open', 'pay'], { isTold: false });
  await post(uow, {
    kind: 'payment.paid',
    reference: `payment:${payment.id}:paid`,
    isFirst: true,
    transactionId: payment.transactionId,
    description: report.reference,
    effectiveAt: payment.paidAt,
    entries: moneyIn(code.gateway, report, accounts.orderDeposits),
  });
  closeAsPaid(uow, payment);
  uow.emit('standing_code.paid', { id: code.id, transaction_id: payment.transactionId });
  return { verdict: 'APPLIED', note: 'paid', paymentId: payment.id };
}

/** A word about money that is booked: the same again says nothing, another sum is for a person to settle. */
async function again(
  uow: UnitOfWork,
  code: StandingCode,
  payment: Payment,
  report: GatewayReport,
): Promise<Judgement> {
  const isOurs = payment.standingCodeId === code.id;
  if (!isOurs || report.totalAmount !== payment.amount) {
    const field = isOurs ? 'amount' : 'open_payment';
    await alertContradiction(uow, payment, field, report.reference);
    const note = `contradicts_${field}`;
    const parked = report.status === 'PAID' && (await parkMoney(uow, payment, report, note));
    return { verdict: parked ? 'PARKED' : 'IGNORED', note };
  }
  if (report.status === 'REFUND') return applyRefund(uow, payment);
  return { verdict: 'IGNORED', note: 'already_paid' };
}

/** Taken back before we heard that it was paid: should that word still come, a person must know of this one. */
const alertReturned = (uow: UnitOfWork, code: StandingCode, report: GatewayReport): Promise<void> =>
  raiseAlert(uow, {
    kind: 'payment_refunded_at_gateway',
    subject: report.reference,
    severity: 'critical',
    details: { standing_code_id: code.id, amount: report.totalAmount },
  });

/**
 * A payment into a locked standing code. Each has a reference of its own at the gateway, and counts once however often
 * and on whatever way it is told. What was paid is always credited: it cannot be refused any more.
 */
export async function receiveIntoCode(
  uow: UnitOfWork,
  code: StandingCode,
  report: GatewayReport,
): Promise<Judged> {
  const known = await uow.lockIfAny(Payment, { gateway: code.gateway, reference: report.reference });
  if (known) return { paymentId: known.id, ...(await again(uow, code, known, report)) };
  if (report.status === 'PAID') return receive(uow, code, report);
  if (report.status === 'REFUND') await alertReturned(uow, code, report);
  return { verdict: 'IGNORED', note: 'not_paid', paymentId: null };
}

import type { UnitOfWork } from '../platform/unit-of-work.js';
import { accounts, post } from '../ledger/index.js';
import type { GatewayReport } from './gateway.js';
import { moneyIn } from './money-in.js';
import { closeAsPaid } from './payment-alerts.js';
import { Payment } from './payment.entity.js';
import { paymentStates } from './payment.states.js';

/**
 * The money is in: moves a locked payment to PAID and books it. The caller has made sure that the report agrees with
 * what was stored.
 * @throws DomainError `illegal_transition` unless the payment is UNPAID.
 */
export async function settlePayment(
  uow: UnitOfWork,
  payment: Payment,
  report: GatewayReport,
): Promise<Payment> {
  const paidAt = report.paidAt ?? uow.now;
  await uow.move(paymentStates, Payment, payment, 'pay', {
    set: {
      paidAt,
      paidAmount: report.totalAmount,
      merchantFeeAmount: report.merchantFeeAmount,
      nextCheckAt: null,
    },
    payload: { transaction_id: payment.transactionId },
  });
  await post(uow, {
    kind: 'payment.paid',
    reference: `payment:${payment.id}:paid`,
    // Whoever has just moved the payment to PAID is the only one who books it.
    isFirst: true,
    transactionId: payment.transactionId,
    description: report.reference,
    effectiveAt: paidAt,
    entries: moneyIn(payment.gateway, report, accounts.orderDeposits),
  });
  closeAsPaid(uow, payment);
  return payment;
}

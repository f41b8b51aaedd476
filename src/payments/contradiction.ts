import type { GatewayReport } from './gateway.js';
import type { Payment } from './payment.entity.js';

export type Contradiction = 'merchant_ref' | 'reference' | 'method' | 'open_payment' | 'amount';

/** The order's share is what we asked for; the fee is the gateway's to say until we have its first answer. */
function amountAgrees(payment: Payment, { totalAmount, customerFeeAmount }: GatewayReport): boolean {
  const sameOrder = totalAmount - customerFeeAmount === payment.orderAmount;
  return sameOrder && (payment.reference === null || totalAmount === payment.amount);
}

/** Where a report and what we stored when the payment was made cannot both be true; null when they agree. */
export function contradiction(payment: Payment, report: GatewayReport): Contradiction | null {
  if (report.merchantRef !== payment.merchantRef) return 'merchant_ref';
  if (payment.reference !== null && report.reference !== payment.reference) return 'reference';
  if (report.method !== payment.method) return 'method';
  if (!report.isClosed) return 'open_payment';
  return amountAgrees(payment, report) ? null : 'amount';
}

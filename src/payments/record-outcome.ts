import { raiseAlert } from '../platform/alerts.js';
import { clock } from '../platform/clock.js';
import { change, database } from '../platform/database.js';
import { updateOf } from '../platform/statements.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { lastLook, nextCheck } from './check-times.js';
import { contradiction } from './contradiction.js';
import type { CreateOutcome, GatewayPayment } from './gateway.js';
import { Payment } from './payment.entity.js';
import { paymentStates } from './payment.states.js';

/** A payment that was called off meanwhile can still be paid until the gateway stops collecting. */
function nextLook(payment: Payment, gatewayExpiresAt: Date, now: Date): Partial<Payment> {
  if (payment.status === 'UNPAID') return { nextCheckAt: nextCheck(now, payment.expiresAt) };
  if (payment.status !== 'CANCELLED' && payment.status !== 'EXPIRED') return {};
  return { nextCheckAt: lastLook({ expiresAt: payment.expiresAt, gatewayExpiresAt }, now) };
}

/** What the gateway answered wins over what was quoted. */
const factsOf = (payment: Payment, made: GatewayPayment, now: Date): Partial<Payment> => ({
  reference: made.reference,
  feeAmount: made.customerFeeAmount,
  merchantFeeAmount: made.merchantFeeAmount,
  amount: made.totalAmount,
  methodName: made.methodName,
  payCode: made.payCode,
  payUrl: made.payUrl,
  qrString: made.qrString,
  checkoutUrl: made.checkoutUrl,
  instructions: made.instructions,
  expiresAt: made.expiresAt < payment.expiresAt ? made.expiresAt : payment.expiresAt,
  gatewayExpiresAt: made.expiresAt,
  ...nextLook(payment, made.expiresAt, now),
});

/** Two payments of one name exist at the gateway; should the second be paid as well, its money is parked. */
const alertDoubled = (uow: UnitOfWork, payment: Payment, made: GatewayPayment) =>
  raiseAlert(uow, {
    kind: 'payment_doubled_at_gateway',
    subject: payment.id,
    severity: 'warning',
    details: { known: payment.reference, other: made.reference, transaction_id: payment.transactionId },
  });

export const alertContradiction = (uow: UnitOfWork, payment: Payment, field: string, reference: string) =>
  raiseAlert(uow, {
    kind: 'payment_contradiction',
    subject: payment.id,
    severity: 'critical',
    details: { field, reference, gateway: payment.gateway, transaction_id: payment.transactionId },
  });

/** Keeps what the customer needs for paying. An answer that contradicts the order is as good as none, and staff look. */
export async function recordMade(uow: UnitOfWork, payment: Payment, made: GatewayPayment): Promise<Payment> {
  const doubt = contradiction(payment, made);
  if (doubt === 'reference') await alertDoubled(uow, payment, made);
  else if (doubt) await alertContradiction(uow, payment, doubt, made.reference);
  if (doubt || payment.reference !== null) return payment;
  const facts = factsOf(payment, made, uow.now);
  await uow.update(Payment, { id: payment.id }, facts);
  return Object.assign(payment, facts);
}

async function recordRefusal(uow: UnitOfWork, payment: Payment, reason: string): Promise<Payment> {
  if (payment.status !== 'UNPAID' || payment.reference !== null) return payment;
  await raiseAlert(uow, {
    kind: 'payment_refused_by_gateway',
    subject: `${payment.gateway}:${payment.method}`,
    severity: 'warning',
    details: { reason: reason.slice(0, 200), payment_id: payment.id },
  });
  return uow.move(paymentStates, Payment, payment, 'fail', {
    reason: `${payment.gateway}: ${reason}`.slice(0, 500),
    set: { nextCheckAt: null },
    payload: { transaction_id: payment.transactionId },
  });
}

/**
 * The usual case in one statement instead of a unit of work: the gateway agrees and nobody was faster, so there is no
 * state to move and nobody to tell. Answers null when it is not the usual case; then nothing was written.
 */
export async function recordFirstAnswer(payment: Payment, made: GatewayPayment): Promise<Payment | null> {
  if (contradiction(payment, made)) return null;
  const now = clock.now();
  const facts = factsOf(payment, made, now);
  const { text, params } = updateOf(
    database().getMetadata(Payment),
    { id: payment.id, status: 'UNPAID' },
    facts,
    now,
  );
  const changed = await change(`${text} AND reference IS NULL`, params);
  return changed === 1 ? Object.assign(payment, facts) : null;
}

/**
 * Writes down what came of a create request. A callback may have been faster and settled the payment already, so the
 * row is locked and read first. An unknown outcome changes nothing: the check that is due anyway finds out.
 */
export async function recordOutcome(
  uow: UnitOfWork,
  paymentId: string,
  outcome: CreateOutcome,
): Promise<Payment> {
  const payment = await uow.lock(Payment, { id: paymentId });
  if (outcome.kind === 'found') return recordMade(uow, payment, outcome.payment);
  if (outcome.kind === 'refused') return recordRefusal(uow, payment, outcome.reason);
  return payment;
}

import { system } from '../platform/actor.js';
import { notFound } from '../platform/errors.js';
import { logger } from '../platform/logger.js';
import { inTransaction } from '../platform/unit-of-work.js';
import type { CreateOutcome } from './gateway.js';
import { gatewayNamed } from './gateways/index.js';
import type { Payment } from './payment.entity.js';
import { paymentById } from './payment.service.js';
import { recordFirstAnswer, recordOutcome } from './record-outcome.js';

/** Sends the stored request as it stands; the same name each time. */
export function askGateway({ request, ...payment }: Payment): Promise<CreateOutcome> {
  if (!request) throw new Error(`Payment ${payment.id} is not for a gateway.`);
  return gatewayNamed(payment.gateway).create({
    merchantRef: payment.merchantRef,
    method: payment.method,
    orderAmount: payment.orderAmount,
    expiresAt: payment.expiresAt,
    ...request,
  });
}

async function loaded(payment: Payment | string): Promise<Payment> {
  const found = typeof payment === 'string' ? await paymentById(payment) : payment;
  if (!found) throw notFound('payment');
  return found;
}

/**
 * Asks the gateway to collect, outside any unit of work, once the payment is committed. Accepted: pay code and fee are
 * stored as the gateway gave them. Refused for good: FAILED. Not known: it stays UNPAID without a reference, and the
 * sweep finds out by our own name for it. A payment that was asked for before is given back as it is.
 */
export async function requestPayment(paymentOrId: Payment | string): Promise<Payment> {
  const payment = await loaded(paymentOrId);
  if (payment.status !== 'UNPAID' || payment.reference !== null) return payment;
  const outcome = await askGateway(payment);
  if (outcome.kind === 'unknown') {
    logger.warn(
      { payment_id: payment.id, reason: outcome.reason },
      'payment request without a known outcome',
    );
    return payment;
  }
  const recorded = outcome.kind === 'found' ? await recordFirstAnswer(payment, outcome.payment) : null;
  return recorded ?? inTransaction(system('payments'), (uow) => recordOutcome(uow, payment.id, outcome));
}

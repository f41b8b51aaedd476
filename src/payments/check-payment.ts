import { raiseAlert } from '../platform/alerts.js';
import { system } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import type { Attempt } from '../platform/jobs.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { applyReport } from './apply-report.js';
import { isOver, nextCheck, soon } from './check-times.js';
import { contradiction } from './contradiction.js';
import type { Finding, GatewayPayment } from './gateway.js';
import { gatewayNamed } from './gateways/index.js';
import { Payment } from './payment.entity.js';
import { expirePayment, paymentById } from './payment.service.js';
import { recordMade, recordOutcome } from './record-outcome.js';
import { askGateway } from './request-payment.js';

const overdueMs = 30 * 60_000;

/** By the gateway's own name where we know it, else by ours. */
const look = ({ gateway, reference, merchantRef }: Payment): Promise<Finding> =>
  reference === null
    ? gatewayNamed(gateway).findByMerchantRef(merchantRef)
    : gatewayNamed(gateway).detail(reference);

/**
 * The gateway provably has no such payment, so the request was lost: it is sent again. A refusal of the repeat may
 * mean that the first request arrived late after all, so it counts only when a second look finds nothing either.
 */
async function createAgain(
  payment: Payment,
  attempt: Attempt,
): Promise<Finding | { kind: 'refused'; reason: string }> {
  await attempt.assertOwned();
  const outcome = await askGateway(payment);
  if (outcome.kind !== 'refused') return outcome;
  await attempt.assertOwned();
  const second = await look(payment);
  return second.kind === 'none' ? outcome : second;
}

const mayCreate = (payment: Payment, now: Date) =>
  payment.status === 'UNPAID' && payment.reference === null && now < payment.expiresAt;

type Outcome = Awaited<ReturnType<typeof createAgain>>;

async function postpone(uow: UnitOfWork, payment: Payment, outcome: Outcome): Promise<void> {
  const { now } = uow;
  const known = outcome.kind === 'found' || (outcome.kind === 'none' && payment.reference !== null);
  const nextCheckAt = known ? nextCheck(now, payment.expiresAt) : soon(now);
  await uow.update(Payment, { id: payment.id }, { nextCheckAt });
  if (now.getTime() - payment.expiresAt.getTime() < overdueMs) return;
  await raiseAlert(uow, {
    kind: 'payment_outcome_unknown',
    subject: payment.id,
    severity: 'warning',
    details: { gateway: payment.gateway, transaction_id: payment.transactionId },
  });
}

/** What is left to learn about a payment after this look, and when. */
async function planNext(uow: UnitOfWork, payment: Payment, outcome: Outcome): Promise<void> {
  const { status, expiresAt, transactionId, id } = payment;
  if (status === 'UNPAID' && outcome.kind !== 'unknown' && isOver(expiresAt, uow.now)) {
    await expirePayment(uow, transactionId, 'not paid in time');
  } else if (status === 'UNPAID') {
    await postpone(uow, payment, outcome);
  } else {
    await uow.update(Payment, { id }, { nextCheckAt: outcome.kind === 'unknown' ? soon(uow.now) : null });
  }
}

/** A found payment first gives the customer what its lost answer withheld, then counts like a callback. */
async function applyFound(uow: UnitOfWork, payment: Payment, found: GatewayPayment): Promise<void> {
  const agrees = contradiction(payment, found) === null;
  if (payment.reference === null && agrees) await recordMade(uow, payment, found);
  await applyReport(uow, payment, found);
}

/** Writes down what was learnt; somebody else may have been faster, so the row is locked and read again. */
async function conclude(uow: UnitOfWork, paymentId: string, outcome: Outcome): Promise<void> {
  const payment = await uow.lock(Payment, { id: paymentId });
  if (payment.nextCheckAt === null) return;
  if (outcome.kind === 'refused') return void (await recordOutcome(uow, paymentId, outcome));
  if (outcome.kind === 'found') await applyFound(uow, payment, outcome.payment);
  if (payment.status === 'UNPAID' || payment.status === 'CANCELLED') await planNext(uow, payment, outcome);
}

/**
 * Asks the gateway how an open payment stands and acts on the answer: settles, closes, finds a payment whose request
 * was lost, or sends that request again. Time alone expires nothing; the gateway is asked first.
 */
export async function checkPayment(paymentId: string, attempt: Attempt): Promise<void> {
  const payment = await paymentById(paymentId);
  if (!payment || payment.nextCheckAt === null) return;
  await attempt.assertOwned();
  const finding = await look(payment);
  const lost = finding.kind === 'none' && mayCreate(payment, clock.now());
  const outcome = lost ? await createAgain(payment, attempt) : finding;
  await attempt.inTransaction(system('payments'), (uow) => conclude(uow, paymentId, outcome));
}

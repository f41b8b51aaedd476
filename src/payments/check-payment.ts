import { raiseAlert } from '../platform/alerts.js';
import { system } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import type { Attempt } from '../platform/jobs.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { applyReport } from './apply-report.js';
import { askAgain, isOver, isOverdue, lastLook, nextCheck } from './check-times.js';
import { contradiction } from './contradiction.js';
import type { Finding, GatewayPayment } from './gateway.js';
import { gatewayNamed } from './gateways/index.js';
import { closeUnknown } from './payment-alerts.js';
import { Payment } from './payment.entity.js';
import { expirePayment, paymentById } from './payment.service.js';
import { recordMade, recordOutcome } from './record-outcome.js';
import { askGateway } from './request-payment.js';

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

/** When the gateway is to be asked about an unpaid payment again; one whose request may be lost is asked for soon. */
function nextTurn(payment: Payment, outcome: Outcome, now: Date): Date {
  const known = outcome.kind === 'found' || (outcome.kind === 'none' && payment.reference !== null);
  return known ? nextCheck(now, payment.expiresAt) : askAgain(payment, now);
}

/** A gateway that still says nothing useful long after the end is for a person to ask. */
async function postpone(uow: UnitOfWork, payment: Payment, nextCheckAt: Date): Promise<void> {
  const { id, gateway, transactionId } = payment;
  await uow.update(Payment, { id }, { nextCheckAt });
  if (!isOverdue(payment, uow.now)) return;
  await raiseAlert(uow, {
    kind: 'payment_outcome_unknown',
    subject: id,
    severity: 'warning',
    details: { gateway, transaction_id: transactionId },
  });
}

/** An unpaid payment ends when its time is over and the gateway has been heard. */
async function planUnpaid(uow: UnitOfWork, payment: Payment, outcome: Outcome): Promise<void> {
  const { expiresAt, transactionId } = payment;
  if (outcome.kind !== 'unknown' && isOver(expiresAt, uow.now))
    await expirePayment(uow, transactionId, 'not paid in time');
  else await postpone(uow, payment, nextTurn(payment, outcome, uow.now));
}

/** A closed payment is looked at until the gateway, too, has stopped collecting. */
async function planClosed(uow: UnitOfWork, payment: Payment, outcome: Outcome): Promise<void> {
  if (outcome.kind === 'unknown') return postpone(uow, payment, askAgain(payment, uow.now));
  closeUnknown(uow, payment);
  const mayBePaid = outcome.kind === 'found' && outcome.payment.status === 'UNPAID';
  const nextCheckAt = mayBePaid ? lastLook(payment, uow.now) : null;
  await uow.update(Payment, { id: payment.id }, { nextCheckAt });
}

/** A found payment first gives the customer what its lost answer withheld, then counts like a callback. */
async function applyFound(uow: UnitOfWork, payment: Payment, found: GatewayPayment): Promise<void> {
  const agrees = contradiction(payment, found) === null;
  if (payment.reference === null && agrees) await recordMade(uow, payment, found);
  await keepEnd(uow, payment, found.expiresAt);
  await applyReport(uow, payment, found);
}

/** Kept for a contradicting payment too: its money would have to be found all the same. */
async function keepEnd(uow: UnitOfWork, payment: Payment, gatewayExpiresAt: Date): Promise<void> {
  if (payment.gatewayExpiresAt?.getTime() === gatewayExpiresAt.getTime()) return;
  await uow.update(Payment, { id: payment.id }, { gatewayExpiresAt });
  Object.assign(payment, { gatewayExpiresAt });
}

/** Writes down what was learnt; somebody else may have been faster, so the row is locked and read again. */
async function conclude(uow: UnitOfWork, paymentId: string, outcome: Outcome): Promise<void> {
  const payment = await uow.lock(Payment, { id: paymentId });
  if (payment.nextCheckAt === null) return;
  if (outcome.kind === 'refused') return void (await recordOutcome(uow, paymentId, outcome));
  if (outcome.kind === 'found') await applyFound(uow, payment, outcome.payment);
  if (payment.nextCheckAt === null) return;
  await (payment.status === 'UNPAID' ? planUnpaid : planClosed)(uow, payment, outcome);
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

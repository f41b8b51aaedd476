import { raiseAlert } from '../platform/alerts.js';
import { system } from '../platform/actor.js';
import type { Attempt } from '../platform/jobs.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { applyReport, type Judgement } from './apply-report.js';
import type { GatewayReport } from './gateway.js';
import { callbackSchema } from './gateways/tripay.schema.js';
import { PaymentCallback, type CallbackVerdict } from './payment-callback.entity.js';
import { Payment } from './payment.entity.js';

/** Null for a body that is well signed and yet not what the gateway documents. */
export function readCallback(rawBody: string): GatewayReport | null {
  try {
    const parsed = callbackSchema.safeParse(JSON.parse(rawBody));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

async function setAside(
  uow: UnitOfWork,
  callback: PaymentCallback,
  kind: string,
  note: string,
): Promise<Judgement> {
  await raiseAlert(uow, {
    kind,
    subject: callback.reference ?? callback.id,
    severity: 'warning',
    details: { callback_id: callback.id, gateway: callback.gateway, status: callback.reportedStatus },
  });
  return { verdict: 'IGNORED', note };
}

/** The payment is found by our own name for it; that everything else agrees is checked under its lock. */
async function judge(
  uow: UnitOfWork,
  callback: PaymentCallback,
): Promise<Judgement & { paymentId: string | null }> {
  const report = readCallback(callback.rawBody);
  if (!report)
    return { paymentId: null, ...(await setAside(uow, callback, 'callback_unreadable', 'unreadable')) };
  const { gateway } = callback;
  const payment = report.merchantRef
    ? await uow.lockIfAny(Payment, { merchantRef: report.merchantRef, gateway })
    : null;
  if (!payment)
    return {
      paymentId: null,
      ...(await setAside(uow, callback, 'callback_unknown_payment', 'unknown_payment')),
    };
  return { paymentId: payment.id, ...(await applyReport(uow, payment, report)) };
}

interface Conclusion {
  verdict: CallbackVerdict;
  note: string;
  paymentId?: string | null;
}

const conclude = (uow: UnitOfWork, id: string, conclusion: Conclusion) =>
  uow.update(PaymentCallback, { id }, { ...conclusion, processedAt: uow.now });

/** A callback that was given up may be tried again: staff restart its job once the cause is mended. */
const isUndecided = ({ verdict }: PaymentCallback) => verdict === 'RECEIVED' || verdict === 'FAILED';

/** Acts on one stored callback; one that was acted on before is left alone. */
export async function processCallback(uow: UnitOfWork, callbackId: string): Promise<void> {
  const callback = await uow.lock(PaymentCallback, { id: callbackId });
  if (!isUndecided(callback)) return;
  await conclude(uow, callbackId, await judge(uow, callback));
}

/** Tries, and after the last try marks the callback as failed, so that staff find it in the inbox. */
export async function processCallbackOrGiveUp(callbackId: string, attempt: Attempt): Promise<void> {
  try {
    await attempt.inTransaction(system('payments'), (uow) => processCallback(uow, callbackId));
  } catch (error) {
    if (attempt.isLast) {
      const note = (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 300);
      await attempt.inTransaction(system('payments'), (uow) =>
        conclude(uow, callbackId, { verdict: 'FAILED', note }),
      );
    }
    throw error;
  }
}

import { raiseAlert, type AlertKind } from '../platform/alerts.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { applyReport, type Judgement } from './apply-report.js';
import type { GatewayReport } from './gateway.js';
import { callbackSchema } from './gateways/tripay.schema.js';
import type { PaymentCallback } from './payment-callback.entity.js';
import { Payment } from './payment.entity.js';
import { receiveIntoCode } from './receive-standing.js';
import { StandingCode } from './standing-code.entity.js';

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
  kind: AlertKind,
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

type Judged = Judgement & { paymentId: string | null };

/** The standing code that an open payment names; one payment into it at a time, so that none is booked twice. */
async function codeOf(
  uow: UnitOfWork,
  { gateway }: PaymentCallback,
  { merchantRef, isClosed }: GatewayReport,
): Promise<StandingCode | null> {
  return isClosed || merchantRef === null ? null : uow.lockIfAny(StandingCode, { id: merchantRef, gateway });
}

/** The payment is found by our own name for it; that everything else agrees is checked under its lock. */
export async function judgeCallback(uow: UnitOfWork, callback: PaymentCallback): Promise<Judged> {
  const unmatched = async (kind: AlertKind, note: string): Promise<Judged> => ({
    ...(await setAside(uow, callback, kind, note)),
    paymentId: null,
  });
  const report = readCallback(callback.rawBody);
  if (!report) return unmatched('callback_unreadable', 'unreadable');
  const { merchantRef } = report;
  const payment = merchantRef && (await uow.lockIfAny(Payment, { merchantRef, gateway: callback.gateway }));
  if (payment) return { paymentId: payment.id, ...(await applyReport(uow, payment, report)) };
  const code = await codeOf(uow, callback, report);
  if (code) return receiveIntoCode(uow, code, report);
  return unmatched('callback_unknown_payment', 'unknown_payment');
}

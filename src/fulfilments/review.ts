import { closeAlert, raiseAlert, type Alert } from '../platform/alerts.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { Fulfilment } from './fulfilment.entity.js';

/** Hands a purchase to a person: marked once with the first reason, alerted each time. */
export async function putUpForReview(
  uow: UnitOfWork,
  fulfilment: Fulfilment,
  reason: string,
  { kind = 'fulfilment_unresolved', details = {} }: Partial<Pick<Alert, 'kind' | 'details'>> = {},
): Promise<void> {
  if (fulfilment.reviewReason === null) {
    await uow.update(Fulfilment, { id: fulfilment.id }, { reviewReason: reason });
    fulfilment.reviewReason = reason;
  }
  await raiseAlert(uow, {
    kind,
    subject: fulfilment.id,
    severity: 'critical',
    details: { reason, status: fulfilment.status, ...details },
  });
}

/** Reasons that are about an order without an end; the supplier's final word answers them. */
const answeredByAnEnd: ReadonlySet<string | null> = new Set([
  'too_old_to_ask',
  'waiting_too_long',
  'serial_missing',
  'reference_taken',
]);

/** What an order's end changes about its review; contradictions stay until a person has looked. */
export async function endOfReview(
  uow: UnitOfWork,
  { id, reviewReason }: Fulfilment,
): Promise<{ reviewReason?: null }> {
  if (!answeredByAnEnd.has(reviewReason)) return {};
  await closeAlert(uow, 'fulfilment_unresolved', id);
  return { reviewReason: null };
}

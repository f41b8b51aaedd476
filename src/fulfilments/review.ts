import { raiseAlert, type Alert } from '../platform/alerts.js';
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

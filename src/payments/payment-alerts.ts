import { alertKey } from '../platform/alerts.js';
import { clock } from '../platform/clock.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import type { Payment } from './payment.entity.js';

type Told = Pick<Payment, 'id' | 'gateway' | 'method'>;

/** What a person was to find out about a payment while nobody knew how it stood. */
const doubtsAbout = ({ id }: Told): string[] => [
  alertKey('payment_outcome_unknown', id),
  alertKey('payment_contradiction', id),
];

/** Whether one was open is no matter, so it travels with what is sent next. */
const close = (uow: UnitOfWork, openKeys: string[]): void =>
  uow.addSql('UPDATE alerts SET closed_at = ?, open_key = NULL WHERE open_key IN (?)', [
    clock.now(),
    openKeys,
  ]);

/** The gateway has given a usable answer at last. */
export const closeUnknown = (uow: UnitOfWork, { id }: Pick<Told, 'id'>): void =>
  close(uow, [alertKey('payment_outcome_unknown', id)]);

/** The payment has ended without money; what is parked has an alert of its own. */
export const closeDoubts = (uow: UnitOfWork, payment: Told): void => close(uow, doubtsAbout(payment));

/** The payment was paid, which proves, too, that the gateway takes payments of its method again. */
export const closeAsPaid = (uow: UnitOfWork, payment: Told): void =>
  close(uow, [
    ...doubtsAbout(payment),
    alertKey('payment_refused_by_gateway', `${payment.gateway}:${payment.method}`),
  ]);

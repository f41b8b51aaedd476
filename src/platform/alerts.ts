import { system } from './actor.js';
import { clock } from './clock.js';
import { newId } from './ids.js';
import { logger } from './logger.js';
import { inTransaction, type UnitOfWork } from './unit-of-work.js';

/** What can be wrong. A closed list, so that no alert reaches a person without words for it. */
export const alertKinds = [
  'books_differ',
  'callback_forged',
  'callback_unknown_payment',
  'callback_unmatched',
  'callback_unreadable',
  'dispute_judge_related',
  'dispute_overdue',
  'fulfilment_contradiction',
  'fulfilment_reversed',
  'fulfilment_unresolved',
  'jobs_dead',
  'jobs_late',
  'payment_contradiction',
  'payment_doubled_at_gateway',
  'payment_outcome_unknown',
  'payment_parked',
  'payment_refunded_at_gateway',
  'payment_refused_by_gateway',
  'queue_paused',
  'room_leaves_the_shop',
  'same_person_deal',
  'supplier_blocked',
  'supplier_deposit_low',
  'supplier_price_unexpected',
  'supplier_unreachable',
  'voucher_below_floor',
  'withdrawal_overdue',
] as const;

export type AlertKind = (typeof alertKinds)[number];

/** What tells one open alert from all others. */
export const alertKey = (kind: AlertKind, subject: string): string => `${kind}:${subject}`;

export interface Alert {
  kind: AlertKind;
  /** What it is about: an id, a provider. The same kind and subject is one open alert, counted up. */
  subject: string;
  severity: 'info' | 'warning' | 'critical';
  details?: Record<string, string | number | null>;
}

/** Something that a person must look at. Raised again, an open alert counts up instead of multiplying. */
export async function raiseAlert(uow: UnitOfWork, alert: Alert): Promise<void> {
  const now = clock.now();
  logger.warn({ alert }, 'alert raised');
  await uow.run(
    `INSERT INTO alerts (id, kind, subject, severity, details, open_key, created_at, last_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON DUPLICATE KEY UPDATE occurrences = occurrences + 1, last_at = VALUES(last_at), details = VALUES(details)`,
    [
      newId(),
      alert.kind,
      alert.subject,
      alert.severity,
      JSON.stringify(alert.details ?? {}),
      alertKey(alert.kind, alert.subject),
      now,
      now,
    ],
  );
}

/** Closes an open alert because what it was about is over. */
export async function closeAlert(
  uow: UnitOfWork,
  kind: AlertKind,
  subject: string,
  closedBy: string | null = null,
): Promise<void> {
  await uow.run('UPDATE alerts SET closed_at = ?, closed_by = ?, open_key = NULL WHERE open_key = ?', [
    clock.now(),
    closedBy,
    alertKey(kind, subject),
  ]);
}

/** For machinery outside a unit of work. */
export const raiseAlertNow = (alert: Alert): Promise<void> =>
  inTransaction(system('alerts'), (uow) => raiseAlert(uow, alert));

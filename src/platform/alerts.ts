import { system } from './actor.js';
import { clock } from './clock.js';
import { newId } from './ids.js';
import { logger } from './logger.js';
import { inTransaction, type UnitOfWork } from './unit-of-work.js';

export interface Alert {
  /** What kind of thing is wrong: `payment_parked`, `supplier_deposit_low`. Text comes from i18n. */
  kind: string;
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
      `${alert.kind}:${alert.subject}`,
      now,
      now,
    ],
  );
}

/** Closes an open alert because what it was about is over. */
export async function closeAlert(
  uow: UnitOfWork,
  kind: string,
  subject: string,
  closedBy: string | null = null,
): Promise<void> {
  await uow.run('UPDATE alerts SET closed_at = ?, closed_by = ?, open_key = NULL WHERE open_key = ?', [
    clock.now(),
    closedBy,
    `${kind}:${subject}`,
  ]);
}

/** For machinery outside a unit of work. */
export const raiseAlertNow = (alert: Alert): Promise<void> =>
  inTransaction(system('alerts'), (uow) => raiseAlert(uow, alert));

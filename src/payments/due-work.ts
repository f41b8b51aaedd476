import type { UnitOfWork } from '../platform/unit-of-work.js';
import { farthestCheck, handedOver } from './check-times.js';

const batch = 500;

/**
 * Takes the payments that the gateway must be asked about: open ones at their time, cancelled and expired ones once
 * the gateway has stopped collecting. Their next look is put off at once, so that two sweeps never take the same.
 */
export async function takeDuePayments(uow: UnitOfWork): Promise<string[]> {
  const rows = await uow.sql<{ id: string }>(
    `SELECT id FROM payments WHERE status IN ('UNPAID', 'CANCELLED', 'EXPIRED')
       AND (next_check_at <= ? OR (status = 'UNPAID' AND next_check_at > ?))
       ORDER BY next_check_at LIMIT ${batch} FOR UPDATE SKIP LOCKED`,
    [uow.now, farthestCheck(uow.now)],
  );
  const due = rows.map(({ id }) => id);
  if (due.length > 0)
    await uow.run('UPDATE payments SET next_check_at = ? WHERE id IN (?)', [handedOver(uow.now), due]);
  return due;
}

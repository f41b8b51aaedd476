import type { Rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';

/**
 * What a customer has asked for and not paid yet, in rupiah. The customer's row is held until the commit, so two
 * top-ups of one customer see one another, and both together stay below a limit.
 */
export async function openTopUps(uow: UnitOfWork, userId: string): Promise<Rupiah> {
  await uow.sql('SELECT id FROM users WHERE id = ? FOR UPDATE', [userId]);
  const [row] = await uow.sql<{ total: string }>(
    `SELECT COALESCE(SUM(total_amount), 0) AS total FROM transactions
     WHERE status = 'AWAITING_PAYMENT' AND type = 'TOPUP' AND user_id = ?`,
    [userId],
  );
  return Number(row?.total ?? 0);
}

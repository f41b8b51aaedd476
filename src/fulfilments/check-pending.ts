import { raiseAlert } from '../platform/alerts.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { askAgainAfterMs, longestGapMs, waitAtMostMs } from './fulfilment.rules.js';
import { ringOrder } from './order-bell.js';

const batchSize = 200;

/** Orders that wait for something of ours longer than a customer should: no more tries, a person decides. */
async function handOverLongWaits(uow: UnitOfWork): Promise<void> {
  const longest = new Date(uow.now.getTime() - waitAtMostMs);
  const rows = await uow.sql<{ id: string; rc: string | null }>(
    `SELECT id, rc FROM fulfilments
     WHERE status = 'QUEUED' AND next_check_at <= ? AND created_at < ? AND review_reason IS NULL
     LIMIT ${batchSize} FOR UPDATE SKIP LOCKED`,
    [uow.now, longest],
  );
  if (rows.length === 0) return;
  await uow.run(
    `UPDATE fulfilments SET review_reason = 'waiting_too_long', next_check_at = NULL, updated_at = ? WHERE id IN (?)`,
    [uow.now, rows.map(({ id }) => id)],
  );
  for (const { id, rc } of rows) {
    const details = { reason: 'waiting_too_long', rc };
    await raiseAlert(uow, { kind: 'fulfilment_unresolved', subject: id, severity: 'critical', details });
  }
}

/**
 * Rings the job of every order whose turn has come. Moving the turn forward in the same statement makes a second
 * scheduler harmless; the job moves it on when it calls.
 */
export async function ringDueOrders(uow: UnitOfWork): Promise<void> {
  await handOverLongWaits(uow);
  const rows = await uow.sql<{ id: string }>(
    `SELECT id FROM fulfilments WHERE status IN ('QUEUED', 'SENT', 'PENDING', 'UNKNOWN') 
     AND (next_check_at <= ? OR next_check_at > ?)
     ORDER BY next_check_at LIMIT ${batchSize} FOR UPDATE SKIP LOCKED`,
    [uow.now, new Date(uow.now.getTime() + longestGapMs)],
  );
  if (rows.length === 0) return;
  await uow.run('UPDATE fulfilments SET next_check_at = ? WHERE id IN (?)', [
    new Date(uow.now.getTime() + askAgainAfterMs),
    rows.map(({ id }) => id),
  ]);
  for (const { id } of rows) ringOrder(uow, id);
}

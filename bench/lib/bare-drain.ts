import type { Pool, PoolConnection } from 'mysql2/promise';
import { insert } from './bare-money.js';
import type { Event, PaidCallbacks } from './paid-callbacks.js';

const statement = (connection: PoolConnection, text: string, params: (string | Date)[]) =>
  connection.execute(text, params);

/** Acts on one event in one transaction by the driver alone, a prepared statement and a row at a time. */
async function act(connection: PoolConnection, callbacks: PaidCallbacks, event: Event): Promise<void> {
  const now = new Date();
  const { callbackId, paymentId, jobId } = event;
  await connection.beginTransaction();
  await statement(connection, 'SELECT status FROM outbox WHERE id = ? FOR UPDATE', [jobId]);
  await statement(connection, 'SELECT * FROM payment_callbacks WHERE id = ? FOR UPDATE', [callbackId]);
  await statement(connection, 'SELECT * FROM payments WHERE id = ? FOR UPDATE', [paymentId]);
  await statement(
    connection,
    `UPDATE payments SET status = 'PAID', paid_amount = amount, paid_at = ?, next_check_at = NULL, updated_at = ?
     WHERE id = ? AND status = 'UNPAID'`,
    [now, now, paymentId],
  );
  for (const row of callbacks.effectsOf(event)) await insert(connection, [row]);
  await statement(
    connection,
    `UPDATE payment_callbacks SET verdict = 'APPLIED', note = 'paid', payment_id = ?, processed_at = ? WHERE id = ?`,
    [paymentId, now, callbackId],
  );
  await statement(connection, `UPDATE outbox SET status = 'DONE', finished_at = ? WHERE id = ?`, [
    now,
    jobId,
  ]);
  await connection.commit();
}

/** So many at once take event after event until none is left. Answers events a second. */
export async function drainBare(
  pool: Pool,
  callbacks: PaidCallbacks,
  events: Event[],
  workers: number,
): Promise<number> {
  const left = [...events];
  const began = performance.now();
  const worker = async () => {
    const connection = await pool.getConnection();
    for (let event = left.pop(); event; event = left.pop()) await act(connection, callbacks, event);
    connection.release();
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return (events.length * 1_000) / (performance.now() - began);
}

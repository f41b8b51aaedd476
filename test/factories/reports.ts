import { query } from '../../src/platform/database.js';
import { newId } from '../../src/platform/ids.js';

interface SaleRow {
  id: string;
  number: string;
  type: string;
  status: string;
  date: string;
  total: number;
  cost: number;
  paidAt: Date | null;
}

const made: string[] = [];

/** Takes the bare rows away again: a sale without its journals would rightly fail anybody's audit. */
export async function removeBareRows(): Promise<void> {
  const ids = made.splice(0);
  if (ids.length === 0) return;
  for (const sql of [
    'DELETE FROM fulfilments WHERE transaction_id IN (?)',
    'DELETE FROM transactions WHERE id IN (?)',
    'DELETE FROM outbox WHERE id IN (?)',
  ])
    await query(sql, [ids]);
}

/** A sale as a bare row: reports read what is stored and do not care how it came about. */
export async function aSaleRow(overrides: Partial<SaleRow> = {}): Promise<SaleRow> {
  const id = newId();
  const row = {
    id,
    number: id.slice(-20),
    type: 'PPOB',
    status: 'SUCCESS',
    date: '2026-01-01',
    total: 10_000,
    cost: 9_000,
    paidAt: null,
    ...overrides,
  };
  made.push(row.id);
  await query(
    `INSERT INTO transactions (id, number, type, status, goods_amount, total_amount, cost_amount, wib_date, expires_at,
       paid_at, created_at, updated_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, UTC_TIMESTAMP(3), ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
    [row.id, row.number, row.type, row.status, row.total, row.total, row.cost, row.date, row.paidAt],
  );
  return row;
}

/** A purchase at the supplier as a bare row. */
export function aFulfilmentRow(transactionId: string, status: string, reviewReason: string | null = null) {
  made.push(transactionId);
  return query(
    `INSERT INTO fulfilments (id, transaction_id, supplier, ref_id, supplier_sku, customer_no, status,
       max_price_amount, review_reason, created_at, updated_at)
     VALUES (?, ?, 'digiflazz', ?, 'xld10', '087800001230', ?, 10000, ?, UTC_TIMESTAMP(3), UTC_TIMESTAMP(3))`,
    [transactionId, transactionId, transactionId, status, reviewReason],
  );
}

interface OutboxValues {
  job: string;
  queue: string;
  status: string;
  availableAt: Date;
  sentAt: Date | null;
  leasedUntil: Date | null;
}

/** A job in the outbox in any state. */
export async function anOutboxRow(values: Partial<OutboxValues> & { availableAt: Date }): Promise<string> {
  const id = newId();
  made.push(id);
  const { job = 'test-job', queue = 'maintenance', status = 'PENDING', availableAt } = values;
  await query(
    `INSERT INTO outbox (id, job, queue, payload, status, available_at, sent_at, leased_until, created_at)
     VALUES (?, ?, ?, '{}', ?, ?, ?, ?, ?)`,
    [id, job, queue, status, availableAt, values.sentAt ?? null, values.leasedUntil ?? null, availableAt],
  );
  return id;
}

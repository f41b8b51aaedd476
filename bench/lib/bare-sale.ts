import { randomUUID } from 'node:crypto';
import type { Pool, PoolConnection } from 'mysql2/promise';
import { newId } from '../../src/platform/ids.js';
import type { Gateway } from './gateway-call.js';

type Row = Record<string, string | number | Date | null>;

async function insert(connection: PoolConnection, table: string, row: Row): Promise<void> {
  const columns = Object.keys(row);
  const places = columns.map(() => '?').join(', ');
  await connection.execute(
    `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`,
    Object.values(row),
  );
}

async function committed(pool: Pool, work: (connection: PoolConnection) => Promise<void>): Promise<void> {
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    await work(connection);
    await connection.commit();
  } finally {
    connection.release();
  }
}

interface Bought {
  userId: string;
  product: { id: string; sku: string; name: string };
  /** A line's explanation and a request as the shop stores them, so that the rows are as wide as its own. */
  explanation: string;
  request: string;
  instructions: string;
  response: string;
}

const amount = 12_000;
const fee = 4_250;

function rowsOf({ userId, product, explanation, request }: Bought) {
  const now = new Date();
  const [id, paymentId, key] = [newId(), newId(), randomUUID()];
  const expires = new Date(now.getTime() + 3_600_000);
  const log = { from_status: null, reason: null, actor_kind: 'customer', actor_id: userId, request_id: key };
  const idempotency = {
    owner: `customer:${userId}`,
    route: 'post /transactions',
    idempotency_key: key,
    body_hash: 'f'.repeat(64),
    resource_id: id,
    created_at: now,
  };
  const transaction = {
    id,
    number: `B${id.slice(3)}`,
    type: 'PPOB',
    status: 'AWAITING_PAYMENT',
    user_id: userId,
    customer_type: 'retail',
    contact_name: 'Sari Wulandari',
    contact_email: 'pelanggan@contoh.test',
    contact_phone: '+628120000001',
    locale: 'id',
    inputs: '{"phone":"081710000001"}',
    input_schema_id: null,
    customer_no: '081710000001',
    shipping: null,
    goods_amount: amount,
    admin_fee_amount: 0,
    shipping_amount: 0,
    total_amount: amount,
    cost_amount: 10_500,
    currency: 'IDR',
    wib_date: now.toISOString().slice(0, 10),
    expires_at: expires,
    created_at: now,
    updated_at: now,
  };
  const line = {
    id: newId(),
    transaction_id: id,
    position: 0,
    product_id: product.id,
    sku: product.sku,
    name: product.name,
    quantity: 1,
    unit_amount: amount,
    total_amount: amount,
    cost_amount: 10_500,
    weight_grams: 0,
    price_explanation: explanation,
    created_at: now,
  };
  const payment = {
    id: paymentId,
    transaction_id: id,
    payer_id: userId,
    gateway: 'tripay',
    method: 'BRIVA',
    method_name: 'BRI Virtual Account',
    status: 'UNPAID',
    order_amount: amount,
    fee_amount: fee,
    amount: amount + fee,
    merchant_ref: paymentId,
    request,
    expires_at: expires,
    next_check_at: expires,
    created_at: now,
    updated_at: now,
  };
  const begun = { id: newId(), transaction_id: id, to_status: transaction.status, event: 'place', ...log };
  const opened = { id: newId(), noun: 'payment', subject_id: paymentId, to_status: 'UNPAID', event: 'open' };
  return {
    idempotency,
    transaction,
    line,
    payment,
    history: { ...begun, created_at: now },
    change: { ...opened, ...log, created_at: now },
  };
}

/**
 * The rows of a sale by the driver alone, with prepared statements, in the shop's own transactions: the sale with its
 * key, line, payment and history; then what the gateway answered; then the answer kept for a repeat.
 */
export async function bareSale(pool: Pool, bought: Bought, gateway: Gateway): Promise<void> {
  const rows = rowsOf(bought);
  await committed(pool, async (connection) => {
    await insert(connection, 'idempotency_keys', rows.idempotency);
    await insert(connection, 'transactions', rows.transaction);
    await insert(connection, 'transaction_lines', rows.line);
    await insert(connection, 'payments', rows.payment);
    await insert(connection, 'transaction_logs', rows.history);
    await insert(connection, 'state_changes', rows.change);
  });
  const reference = await gateway(rows.payment.id);
  await pool.execute(
    `UPDATE payments SET reference = ?, pay_code = ?, checkout_url = ?, instructions = ?, updated_at = ? WHERE id = ?`,
    [reference, '123456789012345', 'http://127.0.0.1/x', bought.instructions, new Date(), rows.payment.id],
  );
  await pool.execute(
    `UPDATE idempotency_keys SET status_code = ?, response = ?
     WHERE owner = ? AND route = ? AND idempotency_key = ?`,
    [201, bought.response, rows.idempotency.owner, rows.idempotency.route, rows.idempotency.idempotency_key],
  );
}

export type { Bought };

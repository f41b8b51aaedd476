import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { createPool, type PoolConnection } from 'mysql2/promise';
import { newId } from '../../src/platform/ids.js';

// The least that can take a callback safely: Express, the signature on the raw bytes, and the two rows (the callback
// and the job that acts on it) in one transaction, by the bare driver. Prints its port.

const secret = process.env['TRIPAY_PRIVATE_KEY'] ?? '';
const uri = (process.env['DATABASE_URL'] ?? '').replace(/^mariadb:/, 'mysql:');
const pool = createPool({ uri, connectionLimit: 20, timezone: 'Z' });

function isSigned(body: Buffer, signature: string): boolean {
  const expected = Buffer.from(createHmac('sha256', secret).update(body).digest('hex'));
  const given = Buffer.from(signature);
  return given.length === expected.length && timingSafeEqual(given, expected);
}

interface Names {
  reference: string;
  merchant_ref: string;
  status: string;
}

async function keep(connection: PoolConnection, body: Buffer, headers: string): Promise<void> {
  const text = body.toString('utf8');
  const { reference, merchant_ref, status } = JSON.parse(text) as Names;
  const [id, now] = [newId(), new Date()];
  await connection.execute(
    `INSERT INTO payment_callbacks (id, gateway, event_key, reference, merchant_ref, reported_status, raw_body, headers,
                                    ip, request_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      id,
      'tripay',
      createHash('sha256').update(body).digest('hex'),
      reference,
      merchant_ref,
      status,
      text,
      headers,
      '127.0.0.1',
      id,
      now,
    ],
  );
  await connection.execute(
    `INSERT INTO outbox (id, job, queue, payload, available_at, request_id, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [newId(), 'process-payment-callback', 'payments', JSON.stringify({ id }), now, id, now],
  );
}

const app = express();
app.post('/callback', express.raw({ type: () => true, limit: '64kb' }), async (req, res) => {
  const body = req.body as Buffer;
  if (!isSigned(body, req.get('x-callback-signature') ?? '')) return void res.status(403).end();
  const connection = await pool.getConnection();
  try {
    await connection.beginTransaction();
    await keep(connection, body, JSON.stringify({ 'user-agent': req.get('user-agent') ?? '' }));
    await connection.commit();
  } finally {
    connection.release();
  }
  res.json({ success: true });
});

const server = app.listen(0, '127.0.0.1', () => {
  console.log((server.address() as AddressInfo).port);
});

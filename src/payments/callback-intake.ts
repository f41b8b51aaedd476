import { Counter } from 'prom-client';
import { system } from '../platform/actor.js';
import { sha256 } from '../platform/cipher.js';
import { currentRequestId } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import { metrics } from '../platform/metrics.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { processPaymentCallback } from './payment.jobs.js';

export const callbackCount = new Counter({
  name: 'payment_callbacks_total',
  help: 'Callbacks of gateways by what was done with them at the door.',
  labelNames: ['gateway', 'outcome'],
  registers: [metrics],
});

export interface IncomingCallback {
  gateway: string;
  body: Buffer;
  headers: Record<string, string>;
  ip: string;
}

/** Only for finding the row again; nothing is decided on these. */
function namesIn(body: string): {
  reference: string | null;
  merchantRef: string | null;
  status: string | null;
} {
  const short = (value: unknown, most: number) =>
    typeof value === 'string' && value.length <= most && /^[\x20-\x7e]+$/.test(value) ? value : null;
  let fields: Record<string, unknown> | null = null;
  try {
    fields = JSON.parse(body) as Record<string, unknown> | null;
  } catch {
    fields = null;
  }
  return {
    reference: short(fields?.['reference'], 64),
    merchantRef: short(fields?.['merchant_ref'], 64),
    status: short(fields?.['status'], 24),
  };
}

/** Keeps the bytes as they came. Answers the id of the row, or null for the same bytes again, which only count up. */
export async function keepCallback(
  uow: UnitOfWork,
  { gateway, body, headers, ip }: IncomingCallback,
): Promise<string | null> {
  const text = body.toString('utf8');
  const { reference, merchantRef, status } = namesIn(text);
  const id = newId();
  const affected = await uow.run(
    `INSERT INTO payment_callbacks (id, gateway, event_key, reference, merchant_ref, reported_status, raw_body,
                                    headers, ip, request_id, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE deliveries = deliveries + 1`,
    [
      id,
      gateway,
      sha256(body),
      reference,
      merchantRef,
      status,
      text,
      JSON.stringify(headers),
      ip,
      currentRequestId(),
      uow.now,
    ],
  );
  return affected === 1 ? id : null;
}

/**
 * Stores a callback whose signature was good, and leaves a job to act on it, in one transaction. Answers whether it
 * was new.
 */
export function storeCallback(incoming: IncomingCallback): Promise<boolean> {
  const { gateway } = incoming;
  return inTransaction(system(gateway), async (uow) => {
    const id = await keepCallback(uow, incoming);
    if (id) uow.enqueue(processPaymentCallback, { id });
    callbackCount.inc({ gateway, outcome: id ? 'stored' : 'repeated' });
    return id !== null;
  });
}

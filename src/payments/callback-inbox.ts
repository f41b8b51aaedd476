import { Counter } from 'prom-client';
import { system } from '../platform/actor.js';
import { CallbackInbox } from '../platform/callback-inbox.js';
import { metrics } from '../platform/metrics.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { PaymentCallback } from './payment-callback.entity.js';
import { judgeCallback } from './judge-callback.js';

export const callbackCount = new Counter({
  name: 'payment_callbacks_total',
  help: 'Callbacks of gateways by what was done with them at the door.',
  labelNames: ['gateway', 'outcome'],
  registers: [metrics],
});

export const paymentInbox = new CallbackInbox({
  noun: 'payment',
  entity: PaymentCallback,
  queue: 'payments',
  actor: system('payments'),
  judge: judgeCallback,
});

export interface IncomingCallback {
  gateway: string;
  body: Buffer;
  headers: Record<string, string>;
  ip: string;
}

function parsed(body: string): Record<string, unknown> | null {
  try {
    return JSON.parse(body) as Record<string, unknown> | null;
  } catch {
    return null;
  }
}

/** Only for finding the row again; nothing is decided on these. */
function namesIn(body: string) {
  const fields = parsed(body);
  const short = (name: string, most: number) => {
    const value = fields?.[name];
    return typeof value === 'string' && value.length <= most && /^[\x20-\x7e]+$/.test(value) ? value : null;
  };
  return {
    reference: short('reference', 64),
    merchant_ref: short('merchant_ref', 64),
    reported_status: short('status', 24),
  };
}

function columnsOf({ gateway, body, headers, ip }: IncomingCallback) {
  const text = body.toString('utf8');
  return { gateway, ...namesIn(text), raw_body: text, headers: JSON.stringify(headers), ip };
}

/** Keeps the bytes as they came. Answers the id of the row, or null for the same bytes again, which only count up. */
export const keepCallback = (uow: UnitOfWork, incoming: IncomingCallback): Promise<string | null> =>
  paymentInbox.keep(uow, incoming.body, columnsOf(incoming));

/** Acts on a kept callback at once, without its job. */
export const processCallback = (uow: UnitOfWork, id: string): Promise<void> => paymentInbox.process(uow, id);

/** Stores a callback whose signature was good, and leaves a job to act on it. */
export async function storeCallback(incoming: IncomingCallback): Promise<void> {
  const isNew = await paymentInbox.receive(incoming.body, columnsOf(incoming));
  callbackCount.inc({ gateway: incoming.gateway, outcome: isNew ? 'stored' : 'repeated' });
}

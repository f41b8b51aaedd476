import type { z } from 'zod';
import type { ProviderReply } from '../../platform/provider-call.js';
import { envelopeSchema } from './tripay.schema.js';

export type Answer<T> =
  | { kind: 'data'; data: T }
  | { kind: 'refused'; status: number; reason: string }
  | { kind: 'unknown'; reason: string };

/** Statuses that ask for another try and say nothing about the request itself. */
const notNow = new Set([408, 425, 429]);

/** Reads the envelope; anything that is no clear yes and no clear no stays unknown. */
export function readAnswer<Schema extends z.ZodType>(
  reply: ProviderReply,
  schema: Schema,
): Answer<z.infer<Schema>> {
  if (reply.kind === 'unknown') return reply;
  if (reply.status >= 500 || notNow.has(reply.status))
    return { kind: 'unknown', reason: `http_${reply.status}` };
  const envelope = envelopeSchema.safeParse(reply.body);
  if (!envelope.success) return { kind: 'unknown', reason: 'unreadable' };
  if (!envelope.data.success || reply.status >= 400) {
    return { kind: 'refused', status: reply.status, reason: envelope.data.message ?? `http_${reply.status}` };
  }
  const data = schema.safeParse(envelope.data.data);
  return data.success ? { kind: 'data', data: data.data } : { kind: 'unknown', reason: 'unreadable' };
}

import express, { Router, type Request, type RequestHandler } from 'express';
import { Counter } from 'prom-client';
import { z } from 'zod';
import { DomainError } from '../platform/errors.js';
import { reportForgery } from '../platform/forgery.js';
import { onlyMethod, type MachineRoute } from '../platform/http/machine-route.js';
import { metrics } from '../platform/metrics.js';
import { storeCallback } from './callback-inbox.js';
import { isWebhookGenuine } from './suppliers/digiflazz-signature.js';

/** The encrypted column holds 8 KiB; a real message is far smaller. */
const largestBody = 8_000;

const paths: [string, string] = ['/api/v1/callbacks/digiflazz', '/api/v1/notifications/webhook/digiflazz'];

/** What the document says of it; a body is judged after it was kept, so its schema promises little. */
export const fulfilmentCallback: MachineRoute = {
  method: 'post',
  paths,
  tag: 'callbacks',
  summary: 'Digiflazz tells how a purchase stands',
  description:
    'Kept once, whatever it says, if it is well signed; what follows from it is decided afterwards.',
  headers: z.object({
    'X-Hub-Signature': z
      .string()
      .describe('`sha1=` and the HMAC-SHA1 of the raw body with the secret, in hex'),
  }),
  body: z.looseObject({ data: z.looseObject({ ref_id: z.string(), status: z.string(), rc: z.string() }) }),
  answers: { 200: { description: 'Kept', schema: z.object({ success: z.literal(true) }) } },
  refusals: [400, 403, 413, 415, 503],
};

const callbacks = new Counter({
  name: 'fulfilment_callbacks_total',
  help: 'Callbacks of suppliers by how they were received.',
  labelNames: ['received'],
  registers: [metrics],
});

const Ping = z.object({ hook_id: z.string(), hook: z.unknown(), data: z.undefined().optional() });
const Message = z.object({ data: z.object({ ref_id: z.string().regex(/^[\x21-\x7e]{1,64}$/) }) });

function parsed(raw: Buffer): unknown {
  try {
    return JSON.parse(raw.toString('utf8'));
  } catch {
    return null;
  }
}

const rawOf = (req: Request): Buffer => (Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0));

async function store(raw: Buffer, body: unknown, ip: string | undefined): Promise<void> {
  const message = Message.safeParse(body);
  const refId = message.success ? message.data.data.ref_id : null;
  const isNew = await storeCallback({ raw, refId, ip: ip?.slice(0, 45) ?? null });
  callbacks.inc({ received: isNew ? 'stored' : 'repeated' });
}

/**
 * Verified on the raw bytes before anything else happens, stored, answered, and acted on by a job. A ping carries
 * the webhook's secret and changes nothing, signed or not; it is answered and forgotten.
 */
const receive: RequestHandler = async (req, res) => {
  const raw = rawOf(req);
  const body = parsed(raw);
  if (Ping.safeParse(body).success) {
    callbacks.inc({ received: 'ping' });
  } else if (isWebhookGenuine(raw, req.get('x-hub-signature'))) {
    await store(raw, body, req.ip);
  } else {
    callbacks.inc({ received: 'forged' });
    reportForgery('digiflazz', req.ip ?? 'unknown');
    throw new DomainError('signature_invalid', 403);
  }
  res.json({ success: true });
};

/** Mounted before every body parser: a signature is made over bytes, not over what a parser made of them. */
export function fulfilmentCallbackRoutes(): Router {
  const router = Router();
  router.post(paths, express.raw({ type: () => true, limit: largestBody, inflate: false }), receive);
  router.all(paths, onlyMethod('POST'));
  return router;
}

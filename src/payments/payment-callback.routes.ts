import express, { Router, type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import { z } from 'zod';
import { config } from '../platform/config.js';
import { DomainError } from '../platform/errors.js';
import { reportForgery } from '../platform/forgery.js';
import { onlyMethod, type MachineRoute } from '../platform/http/machine-route.js';
import { sendProblem } from '../platform/http/problem.js';
import { callbackCount, storeCallback } from './callback-inbox.js';
import { isSignedCallback } from './gateways/tripay.signatures.js';

const path = '/api/v1/callbacks/tripay';

/** What the document says of it; a body is judged after it was kept, so its schema promises little. */
export const paymentCallback: MachineRoute = {
  method: 'post',
  paths: [path],
  tag: 'callbacks',
  summary: 'Tripay tells how a payment stands',
  description:
    'Kept once, whatever it says, if it is well signed; what follows from it is decided afterwards.',
  headers: z.object({
    'X-Callback-Signature': z.string().describe('HMAC-SHA256 of the raw body with the private key, in hex'),
  }),
  body: z.looseObject({ reference: z.string(), merchant_ref: z.string().nullable(), status: z.string() }),
  answers: { 200: { description: 'Kept', schema: z.object({ success: z.literal(true) }) } },
  refusals: [400, 403, 413, 415, 503],
};

const kept = ['content-type', 'user-agent', 'x-callback-event', 'x-callback-signature'];

function headersOf(req: Request): Record<string, string> {
  return Object.fromEntries(kept.flatMap((name) => [[name, req.get(name)?.slice(0, 500) ?? '']]));
}

/** Signature on the bytes as they came, before anything is parsed or any SQL is sent; stored before it is answered. */
const receive: RequestHandler = async (req, res) => {
  const body = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
  const ip = req.ip ?? 'unknown';
  const keys = [config.TRIPAY_PRIVATE_KEY, config.TRIPAY_PRIVATE_KEY_PREVIOUS];
  if (!isSignedCallback(keys, body, req.get('x-callback-signature'))) {
    callbackCount.inc({ gateway: 'tripay', outcome: 'forged' });
    reportForgery('tripay', ip);
    return sendProblem(req, res, new DomainError('signature_invalid', 403));
  }
  try {
    await storeCallback({ gateway: 'tripay', body, headers: headersOf(req), ip });
    res.status(200).json({ success: true });
  } catch (error) {
    sendProblem(req, res, error);
  }
};

const refuse: ErrorRequestHandler = (error, req, res, _next) => sendProblem(req, res, error);

/** The door for Tripay's callbacks; its body parser is its own, so it stands before all others. */
export function paymentCallbackRoutes(): Router {
  const router = Router();
  const raw = express.raw({ type: () => true, limit: '64kb', inflate: false });
  router.post(path, raw, receive);
  router.all(path, onlyMethod('POST'));
  router.use(path, refuse);
  return router;
}

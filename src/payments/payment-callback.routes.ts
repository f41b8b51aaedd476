import express, { Router, type ErrorRequestHandler, type Request, type RequestHandler } from 'express';
import { config } from '../platform/config.js';
import { DomainError } from '../platform/errors.js';
import { reportForgery } from '../platform/forgery.js';
import { sendProblem } from '../platform/http/problem.js';
import { callbackCount, storeCallback } from './callback-inbox.js';
import { isSignedCallback } from './gateways/tripay.signatures.js';

const path = '/api/v1/callbacks/tripay';

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
  router.all(path, (req, res) => {
    res.set('Allow', 'POST');
    sendProblem(req, res, new DomainError('method_not_allowed', 405));
  });
  router.use(path, refuse);
  return router;
}

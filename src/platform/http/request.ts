import { randomUUID } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { withRequestId } from '../context.js';
import { logger } from '../logger.js';
import { httpDuration } from '../metrics.js';

/** Gives each request an id, which goes back in `X-Request-Id` and along into logs, rows and jobs. */
export const requestIds: RequestHandler = (req, res, next) => {
  const given = req.get('x-request-id');
  const id = given && /^[\w-]{8,64}$/.test(given) ? given : randomUUID();
  res.set('X-Request-Id', id);
  withRequestId(id, next, req.ip);
};

function routeLabel(req: Request): string {
  const route = req.route as { path?: string } | undefined;
  return route?.path ? `${req.baseUrl}${route.path}` : 'none';
}

/** Links of mails carry a token in their path, which is as good as a key; logs show the path without it. */
export const pathForLog = (req: Request): string =>
  (req.originalUrl.split('?')[0] ?? '').replace(/[0-9a-f]{64}/gi, '[token]');

/** One line and one measurement for each answer; paths only, never queries or bodies. */
export function observeRequests(req: Request, res: Response, next: NextFunction): void {
  const stop = httpDuration.startTimer();
  const started = Date.now();
  res.on('finish', () => {
    stop({ method: req.method, route: routeLabel(req), status: String(res.statusCode) });
    logger.info(
      {
        method: req.method,
        path: pathForLog(req),
        status: res.statusCode,
        ms: Date.now() - started,
      },
      'request',
    );
  });
  next();
}

import { Eta } from 'eta';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import { DomainError } from '../src/platform/errors.js';
import { isDatabaseDown } from '../src/platform/database.js';
import { translate, type Locale } from '../src/platform/i18n.js';
import { currentRequestId } from '../src/platform/context.js';
import { logger } from '../src/platform/logger.js';
import { isRedisReady } from '../src/platform/redis.js';
import { fromRoot } from '../src/platform/root.js';
import { notice } from './gate.js';

const views = new Eta({ views: fromRoot('views'), cache: true });

const t = (locale: Locale, key: string) => translate(locale, `console_login.${key}`);

function statusOf(error: unknown): number {
  if (!isRedisReady() || isDatabaseDown(error)) return 503;
  const { status, statusCode } = error as { status?: unknown; statusCode?: unknown };
  const stated = Number(status ?? statusCode);
  return stated === 503 || (stated >= 400 && stated < 500) ? stated : 500;
}

const messages: Record<number, string> = { 413: 'bodyTooLarge', 503: 'serviceAway', 500: 'unexpectedError' };

/** Answers what failed below /admin, without a word about the inside; pages get 503 when the session store is away. */
export const consoleErrors: ErrorRequestHandler = (error: unknown, req, res, next) => {
  if (res.headersSent) return next(error);
  const status = statusOf(error);
  if (status >= 500) logger.error({ err: error }, 'the console failed');
  res.status(status);
  if (status === 503) res.set('Retry-After', '5');
  if (req.path.startsWith('/api/') || status < 500) {
    const options = { requestId: currentRequestId() ?? '-' };
    return void res.json(
      error instanceof DomainError
        ? notice(`problem_${error.code}`, error.params)
        : notice(messages[status] ?? 'malformedRequest', options),
    );
  }
  res.type('html').send(views.render('admin/away', { t, nonce: String(res.locals['nonce']) }));
};

export const notHere: RequestHandler = (_req, res) => void res.status(404).json(notice('error404'));

import type { ErrorRequestHandler, Request, Response } from 'express';
import { ZodError } from 'zod';
import { currentRequestId } from '../context.js';
import { isDatabaseDown, isRetryable } from '../database.js';
import { DomainError, invalid, unavailable } from '../errors.js';
import { chooseLocale, hasCopy, translate, type Locale } from '../i18n.js';
import { logger } from '../logger.js';
import { pathForLog } from './request.js';

/** The language of a request: what the page chose, else what the browser asks for. */
export const localeOf = (req: Request): Locale =>
  (req as { locale?: Locale }).locale ?? chooseLocale(req.get('accept-language'));

function copy(
  locale: Locale,
  code: string,
  part: 'title' | 'detail',
  params: Record<string, string | number>,
): string {
  const key = `problems.${code}.${part}`;
  return translate(locale, hasCopy(locale, key) ? key : `problems.internal_error.${part}`, params);
}

/** RFC 9457: type, title, status, detail, code, request_id and, for invalid input, what is wrong where. */
export function problemOf(error: DomainError, locale: Locale): Record<string, unknown> {
  const fields = error.fields?.map((field) => ({
    path: field.path,
    code: field.code,
    message:
      field.message ??
      translate(locale, `fields.${field.code}`, { defaultValue: translate(locale, 'fields.invalid') }),
  }));
  return {
    type: `/problems/${error.code}`,
    title: copy(locale, error.code, 'title', error.params),
    status: error.status,
    detail: copy(locale, error.code, 'detail', error.params),
    code: error.code,
    request_id: currentRequestId(),
    ...(fields ? { errors: fields } : {}),
  };
}

interface ParserError {
  type?: string;
  status?: number;
}

const parserProblems: Record<string, DomainError> = {
  'entity.parse.failed': new DomainError('malformed_json', 400),
  'entity.too.large': new DomainError('body_too_large', 413),
  'charset.unsupported': new DomainError('unsupported_media_type', 415),
  'encoding.unsupported': new DomainError('unsupported_media_type', 415),
  'parameters.too.many': new DomainError('body_too_large', 413),
  'request.aborted': new DomainError('malformed_request', 400),
};

/** What a thrown thing means for the caller; anything unknown is an internal error without details. */
export function toDomainError(error: unknown): DomainError {
  if (error instanceof DomainError) return error;
  if (error instanceof ZodError) {
    return invalid(error.issues.map((issue) => ({ path: issue.path.join('.'), code: issue.code })));
  }
  if (isDatabaseDown(error) || isRetryable(error)) return unavailable('database');
  const { type, status } = error as ParserError;
  const known = type ? parserProblems[type] : undefined;
  if (known) return known;
  if (error instanceof URIError || (status !== undefined && status >= 400 && status < 500))
    return new DomainError('malformed_request', 400);
  return new DomainError('internal_error', 500);
}

export function sendProblem(req: Request, res: Response, thrown: unknown): void {
  const error = toDomainError(thrown);
  if (error.status >= 500) logger.error({ err: thrown, path: pathForLog(req) }, 'request failed');
  if (res.headersSent) {
    res.destroy();
    return;
  }
  const wait = error.params['retry_after'];
  if (wait !== undefined) res.set('Retry-After', String(wait));
  if (error.status === 401) res.set('WWW-Authenticate', 'Bearer');
  res
    .status(error.status)
    .type('application/problem+json')
    .send(JSON.stringify(problemOf(error, localeOf(req))));
}

export const apiErrors: ErrorRequestHandler = (error, req, res, _next) => sendProblem(req, res, error);

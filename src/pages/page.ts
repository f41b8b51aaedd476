import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Eta } from 'eta';
import type { Request, RequestHandler, Response } from 'express';
import { guest, type Actor } from '../platform/actor.js';
import { config } from '../platform/config.js';
import { DomainError } from '../platform/errors.js';
import { problemOf, toDomainError } from '../platform/http/problem.js';
import { chooseLocale, translate, type Locale } from '../platform/i18n.js';
import { formatJakarta } from '../platform/jakarta.js';
import { logger } from '../platform/logger.js';
import { formatRupiah } from '../platform/money.js';
import { fromRoot } from '../platform/root.js';
import { readCookie } from './cookies.js';
import { visitorOf, type Visitor } from './page-session.js';

export interface PageVisit {
  req: Request;
  res: Response;
  visitor: Visitor | null;
  actor: Actor;
  locale: Locale;
}

const eta = new Eta({ views: fromRoot('views'), cache: config.APP_ENV !== 'test', autoEscape: true });

/** Assets may be cached for ever, because their address changes with their content. */
const assetVersion = (file: string): string =>
  createHash('sha256')
    .update(readFileSync(fromRoot('views/assets', file)))
    .digest('hex')
    .slice(0, 10);

const versions = new Map<string, string>();

function assetUrl(file: string): string {
  const version = versions.get(file) ?? assetVersion(file);
  versions.set(file, version);
  return `/assets/${file}?v=${version}`;
}

/** What every template may use; the templates escape whatever they print. */
function helpersFor({ visitor, locale, req }: PageVisit) {
  return {
    locale,
    visitor,
    path: req.path,
    t: (key: string, params?: Record<string, unknown>) => translate(locale, key, params),
    rupiah: (amount: number) => formatRupiah(amount, locale),
    time: (moment: string | Date) => formatJakarta(new Date(moment), locale),
    asset: assetUrl,
  };
}

export function render(visit: PageVisit, view: string, data: object = {}, status = 200): void {
  const html = eta.render(view, { ...helpersFor(visit), ...data });
  visit.res
    .status(status)
    .set({ 'Cache-Control': 'no-store', Vary: 'Cookie, Accept-Language' })
    .type('html')
    .send(html);
}

/** After a form: go and look, so that reloading the page repeats nothing. */
export const seeOther = ({ res }: PageVisit, to: string): void => res.redirect(303, to);

const languageOf = (req: Request): Locale => {
  const chosen = readCookie(req.headers.cookie, 'lang');
  return chosen === 'id' || chosen === 'en' ? chosen : chooseLocale(req.get('accept-language'));
};

async function visitOf(req: Request, res: Response): Promise<PageVisit> {
  const visitor = await visitorOf(req.headers.cookie);
  return { req, res, visitor, actor: visitor ?? guest, locale: languageOf(req) };
}

/** A state change must come from one of our own pages; a form on another site is turned away. */
export const ownOrigin: RequestHandler = (req, _res, next) => {
  if (req.method === 'GET' || req.method === 'HEAD') return next();
  const site = req.get('sec-fetch-site');
  const origin = req.get('origin');
  const own = origin === new URL(config.PUBLIC_URL).origin;
  if (site ? site === 'same-origin' : own) return next();
  throw new DomainError('forbidden', 403);
};

function showProblem(visit: PageVisit, thrown: unknown): void {
  const error = toDomainError(thrown);
  if (error.status >= 500) logger.error({ err: thrown, path: visit.req.path }, 'page failed');
  const wait = error.params['retry_after'];
  if (wait !== undefined) visit.res.set('Retry-After', String(wait));
  render(visit, 'pages/problem', { problem: problemOf(error, visit.locale) }, error.status);
}

/** Wraps a page: finds the visitor and language, and shows a refusal as a page instead of JSON. */
export function page(show: (visit: PageVisit) => Promise<void> | void): RequestHandler {
  return async (req, res) => {
    const anonymous: PageVisit = { req, res, visitor: null, actor: guest, locale: languageOf(req) };
    let visit = anonymous;
    try {
      visit = await visitOf(req, res);
      await show(visit);
    } catch (error) {
      if (res.headersSent) logger.error({ err: error }, 'page failed after it was sent');
      else showProblem(visit, error);
    }
  };
}

/** For customers only: others are sent to the login page and come back afterwards. */
export function customerPage(
  show: (visit: PageVisit & { visitor: Visitor }) => Promise<void> | void,
): RequestHandler {
  return page((visit) => {
    if (!visit.visitor) return seeOther(visit, `/login?next=${encodeURIComponent(visit.req.originalUrl)}`);
    return show({ ...visit, visitor: visit.visitor });
  });
}

/** The fields of a form as text; nested and repeated ones are dropped. */
export function formOf(req: Request): Record<string, string> {
  const entries = Object.entries((req.body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

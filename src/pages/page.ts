import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { guest, type Actor } from '../platform/actor.js';
import { notFound } from '../platform/errors.js';
import { problemOf, toDomainError } from '../platform/http/problem.js';
import { pathForLog } from '../platform/http/request.js';
import { chooseLocale, type Locale } from '../platform/i18n.js';
import { logger } from '../platform/logger.js';
import { spend } from '../platform/rate-limits.js';
import { piecesIn } from './cart.js';
import { readCookie } from './cookies.js';
import { visitorOf, type Visitor } from './page-session.js';
import { render } from './render.js';

export interface PageVisit {
  req: Request;
  res: Response;
  visitor: Visitor | null;
  actor: Actor;
  locale: Locale;
  ip: string;
  /** How many pieces lie in the cart. */
  pieces: number;
}

/** The same allowance as the doors of the API. */
const everyPage = { name: 'every-door', points: 600, seconds: 60 };

/** After a form: go and look, so that reloading the page repeats nothing. */
export const seeOther = ({ res }: PageVisit, to: string): void => res.redirect(303, to);

const languageOf = (req: Request): Locale => {
  const chosen = readCookie(req.headers.cookie, 'lang');
  return chosen === 'id' || chosen === 'en' ? chosen : chooseLocale(req.get('accept-language'));
};

const strangerOf = (req: Request, res: Response): PageVisit => ({
  req,
  res,
  visitor: null,
  actor: guest,
  locale: languageOf(req),
  ip: req.ip ?? 'unknown',
  pieces: piecesIn(req),
});

async function visitOf(stranger: PageVisit): Promise<PageVisit> {
  await spend(everyPage, stranger.ip);
  const visitor = await visitorOf(stranger.req.headers.cookie);
  return visitor ? { ...stranger, visitor, actor: visitor } : stranger;
}

/** Shows a refusal as a page, with the words and the status that the API would use. */
function showProblem(visit: PageVisit, thrown: unknown): void {
  const error = toDomainError(thrown);
  if (error.status >= 500) logger.error({ err: thrown, path: pathForLog(visit.req) }, 'page failed');
  const wait = error.params['retry_after'];
  if (wait !== undefined) visit.res.set('Retry-After', String(wait));
  render(visit, 'problem', { problem: problemOf(error, visit.locale) }, error.status);
}

type Show<Visit> = (visit: Visit) => Promise<void> | void;

/** Wraps a page: finds the visitor and language, and shows a refusal as a page instead of JSON. */
export function page(show: Show<PageVisit>): RequestHandler {
  return async (req, res) => {
    let visit = strangerOf(req, res);
    try {
      visit = await visitOf(visit);
      await show(visit);
    } catch (error) {
      if (res.headersSent)
        logger.error({ err: error, path: pathForLog(req) }, 'page failed after it was sent');
      else showProblem(visit, error);
    }
  };
}

/** For customers only: others are sent to the login page and come back afterwards. */
export function customerPage(show: Show<PageVisit & { visitor: Visitor }>): RequestHandler {
  return page((visit) => {
    const { visitor, req } = visit;
    if (visitor) return show({ ...visit, visitor });
    const next = req.method === 'GET' ? req.originalUrl : '/';
    return seeOther(visit, `/login?next=${encodeURIComponent(next)}`);
  });
}

/** For every address that nothing else answers. */
export const missingPage: RequestHandler = page(() => {
  throw notFound('page');
});

/** For what fails before a page is reached: unreadable addresses and forms, forms of other sites. */
export const pageErrors: ErrorRequestHandler = (error, req, res, next) => {
  if (res.headersSent) return next(error);
  showProblem(strangerOf(req, res), error);
};

import type { Request, RequestHandler, Response } from 'express';
import { config } from '../src/platform/config.js';
import { staffActor } from '../src/staff/index.js';
import { endSession, isStillValid } from './session.js';
import { viewerOf, type Viewer } from './viewer.js';

const reading = new Set(['GET', 'HEAD']);
const publicOrigin = new URL(config.PUBLIC_URL).origin;

/** In production only the public address counts: the Host header is the client's own word. */
export const isOurs = (req: Request, origin: string, inProduction = config.isProduction): boolean =>
  origin === publicOrigin || (!inProduction && origin === `${req.protocol}://${req.get('host')}`);

/** An answer in the shape that the console's browser code understands. */
export const notice = (message: string, options: Record<string, unknown> = {}) => ({
  notice: { type: 'error', message, options },
  record: { params: {}, populated: {}, errors: {}, baseError: null, recordActions: [], bulkActions: [] },
  records: [],
});

/** A change of state must come from our own pages: browsers say so in Origin and Sec-Fetch-Site, forged requests cannot. */
export const sameOrigin: RequestHandler = (req, res, next) => {
  if (reading.has(req.method)) return next();
  const origin = req.get('origin');
  const site = req.get('sec-fetch-site');
  const known = origin !== undefined || site !== undefined;
  const good =
    (site === undefined || site === 'same-origin') && (origin === undefined || isOurs(req, origin));
  if (known && good) return next();
  res.status(403).json(notice('badOrigin'));
};

/** Where to go on after a login; only our own pages, so that a link cannot send people elsewhere. */
export function safeNext(value: unknown): string {
  const isOurs = typeof value === 'string' && /^\/admin(?:[/?][\w\-./?=&%~+,]*)?$/.test(value);
  return isOurs && !value.includes('..') ? value : '/admin';
}

function turnAway(req: Request, res: Response): void {
  if (req.path.startsWith('/api/') || !reading.has(req.method)) {
    res.status(401).json(notice('sessionExpired'));
    return;
  }
  const next = safeNext(req.originalUrl);
  res.redirect(303, next === '/admin' ? '/admin/login' : `/admin/login?next=${encodeURIComponent(next)}`);
}

/** The person behind the session, as the accounts table says this very moment; null ends the session. */
export async function currentViewer(session: Request['session']): Promise<Viewer | null> {
  if (!session.staffId) return null;
  const staff = await staffActor(session.staffId);
  if (!staff || !isStillValid(session, staff.sessionsValidFrom)) return null;
  return viewerOf(staff);
}

/** Lets only logged-in staff through and loads their rights afresh, so that taking them away works at once. */
export const gate: RequestHandler = async (req, res, next) => {
  const viewer = await currentViewer(req.session);
  if (!viewer) {
    if (req.session.staffId) await endSession(req);
    return turnAway(req, res);
  }
  // AdminJS looks for the person in the session; not enumerable, so that it is never stored there.
  Object.defineProperty(req.session, 'adminUser', { value: viewer, enumerable: false, configurable: true });
  next();
};

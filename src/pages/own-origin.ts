import type { RequestHandler } from 'express';
import { config } from '../platform/config.js';
import { DomainError } from '../platform/errors.js';

const ownSite = new URL(config.PUBLIC_URL).origin;

/** A state change must come from one of our own pages; a form on another site is turned away. */
export const ownOrigin: RequestHandler = (req, _res, next) => {
  if (req.method === 'GET' || req.method === 'HEAD') return next();
  const site = req.get('sec-fetch-site');
  if (site ? site === 'same-origin' : req.get('origin') === ownSite) return next();
  throw new DomainError('foreign_form', 403);
};

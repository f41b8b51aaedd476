import { randomBytes } from 'node:crypto';
import type { RequestHandler, Response } from 'express';
import helmet from 'helmet';
import { config } from '../src/platform/config.js';

const isHttps = config.PUBLIC_URL.startsWith('https:');

const policyFor = (nonce: string) =>
  helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: [`'nonce-${nonce}'`, "'strict-dynamic'"],
        // The design system writes its styles into the page at run time.
        styleSrc: ["'self'", "'unsafe-inline'"],
        fontSrc: ["'self'", 'data:'],
        imgSrc: ["'self'", 'data:'],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(isHttps ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // `no-referrer` would make browsers send `Origin: null` with our own forms.
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: isHttps,
  });

/** A script block that carries data must not be able to end itself. */
const escapeState = (html: string): string =>
  html.replace(/^(\s*window\.(?:REDUX_STATE|THEME) = )(.*)$/gm, (_line, name: string, json: string) =>
    name.concat(
      json.replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029'),
    ),
  );

const version = { query: '' };

/** Names the build in the addresses of the console's files, so that browsers may keep them for good. */
export const setAssetVersion = (digest: string): void => void (version.query = `?v=${digest}`);

/** The framework's page, made safe: data escaped, scripts named by nonce, nothing loaded from elsewhere. */
export function securePage(html: string, nonce: string): string {
  return escapeState(html)
    .replace(/<link rel="stylesheet" href="https:[^>]*>/g, '')
    .replace(/(<script src="[^"?]+\/frontend\/assets\/[^"?]+)(")/g, `$1${version.query}$2`)
    .replace(/<script(?=[\s>])/g, `<script nonce="${nonce}"`);
}

const isPage = (res: Response, body: unknown): body is string =>
  typeof body === 'string' && !String(res.get('content-type') ?? '').includes('json');

/** Headers for everything below /admin, and the framework's pages rewritten on their way out. */
export const pageSecurity: RequestHandler = (req, res, next) => {
  const nonce = randomBytes(16).toString('base64');
  res.locals['nonce'] = nonce;
  res.set('Cache-Control', 'no-store');
  policyFor(nonce)(req, res, (error?: unknown) => {
    if (error) return next(error);
    const send = res.send.bind(res);
    res.send = (body: unknown) =>
      send(isPage(res, body) && body.includes('window.REDUX_STATE') ? securePage(body, nonce) : body);
    next();
  });
};

import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import type { RequestHandler } from 'express';
import AdminJS from 'adminjs';
import { fromRoot } from '../src/platform/root.js';
import { setAssetVersion } from './page-security.js';

/** Where `npm run build` leaves the console's bundle; no dot in the name, Express refuses to serve such folders. */
export const bundleFile = fromRoot('admin-assets', 'bundle.js');

/** A digest of framework version and bundle, which changes whenever a browser must load anew. */
export function fingerprintAssets(): void {
  const hash = createHash('sha256').update(AdminJS.VERSION);
  if (existsSync(bundleFile)) hash.update(readFileSync(bundleFile));
  setAssetVersion(hash.digest('hex').slice(0, 12));
}

const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" fill="#0f6b5c"/><path d="M9 23 16 8l7 15h-4l-3-7-3 7z" fill="#fff"/></svg>`;

/** The shop's mark, which the framework's page asks for. */
export const faviconRoute: RequestHandler = (_req, res) =>
  void res.set('Cache-Control', 'public, max-age=86400').type('image/svg+xml').send(favicon);

export const isAsset = (method: string, path: string): boolean =>
  (method === 'GET' || method === 'HEAD') && /^\/frontend\/assets\/[\w.-]+$/.test(path);

/** Files with a version in their address never change; the others are asked for again. */
export const assetHeaders: RequestHandler = (req, res, next) => {
  const lasting = req.query['v'] !== undefined && process.env['NODE_ENV'] === 'production';
  res.set('Cache-Control', lasting ? 'public, max-age=31536000, immutable' : 'no-cache');
  next();
};

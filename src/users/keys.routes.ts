import { Router } from 'express';
import { publishedKeys } from './key-ring.js';

/** `/.well-known/jwks.json`: short-lived in caches, so that a rotation is seen within minutes. */
export function keysRoutes(): Router {
  const router = Router();
  router.get('/.well-known/jwks.json', async (_req, res) => {
    res.set('Cache-Control', 'public, max-age=300').json(await publishedKeys());
  });
  return router;
}

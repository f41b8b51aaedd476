import { Router } from 'express';
import express from 'express';
import helmet from 'helmet';
import { createRequire } from 'node:module';
import path from 'node:path';
import { config } from '../config.js';
import type { Door } from './door.js';
import type { MachineRoute } from './machine-route.js';
import { openApiDocument } from './openapi.js';

const assets = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Amanah API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/docs/assets/swagger-ui.css"></head>
<body><main id="docs"></main>
<script src="/docs/assets/swagger-ui-bundle.js"></script><script src="/docs/start.js"></script></body></html>`;

const start = `SwaggerUIBundle({ url: '/docs/openapi.json', dom_id: '#docs', deepLinking: true });`;

/** Readable API documentation, and the document itself at `/docs/openapi.json`. */
export function docsRoutes(doors: Door[], machineRoutes: MachineRoute[]): Router {
  const router = Router();
  const document = openApiDocument(doors, machineRoutes, config.PUBLIC_URL);
  router.use(
    helmet({
      contentSecurityPolicy: {
        directives: {
          styleSrc: ["'self'", "'unsafe-inline'"],
          imgSrc: ["'self'", 'data:'],
          upgradeInsecureRequests: null,
        },
      },
    }),
  );
  router.get('/', (_req, res) => void res.type('html').send(page));
  router.get('/start.js', (_req, res) => void res.type('js').send(start));
  router.get('/openapi.json', (_req, res) => void res.json(document));
  router.use('/assets', express.static(assets, { index: false, maxAge: '1d' }));
  return router;
}

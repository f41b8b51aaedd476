import compression from 'compression';
import express, { type Express } from 'express';
import helmet from 'helmet';
import { doors, machineRoutes } from './doors.js';
import { fulfilmentCallbackRoutes } from './fulfilments/index.js';
import { config } from './platform/config.js';
import { notFound } from './platform/errors.js';
import { operationsRoutes } from './platform/health.js';
import { docsRoutes } from './platform/http/docs.js';
import { mountDoors } from './platform/http/mount.js';
import { apiErrors } from './platform/http/problem.js';
import { observeRequests, requestIds } from './platform/http/request.js';
import { paymentCallbackRoutes } from './payments/index.js';
import { pageRoutes } from './pages/index.js';
import { authenticate, keysRoutes } from './users/index.js';

/** The console is large, so only processes that serve it load it. */
export const loadConsole = () => import('../admin/index.js');

/** Middleware, then one line per part; the pages answer whatever is left. */
export function createApp(mountConsole?: (app: Express) => void): Express {
  const app = express();
  app.set('trust proxy', config.TRUST_PROXY_HOPS);
  app.set('query parser', 'simple');
  app.disable('x-powered-by');
  // Answers are never stored, so nobody would send their tag back.
  app.disable('etag');
  app.use(requestIds, observeRequests);
  app.use(operationsRoutes());
  app.use(keysRoutes());
  app.use('/api', helmet());
  app.use(paymentCallbackRoutes(), fulfilmentCallbackRoutes());
  app.use(compression());
  app.use('/docs', docsRoutes(doors, machineRoutes));
  app.use('/api/v1', mountDoors(doors, authenticate));
  mountConsole?.(app);
  app.use('/api', (_req, _res) => {
    throw notFound('address');
  });
  app.use(apiErrors);
  app.use(pageRoutes());
  return app;
}

import { createBullBoard } from '@bull-board/api';
import { BullAdapter } from '@bull-board/api/bullAdapter';
import { ExpressAdapter } from '@bull-board/express';
import { Router, type RequestHandler } from 'express';
import helmet from 'helmet';
import { queueNames } from '../src/platform/jobs.js';
import { queue } from '../src/platform/queues.js';
import { may, type Viewer } from './viewer.js';

interface WithViewer {
  session: { adminUser?: Viewer };
}

/** The board shows every queue and can throw work away, so it is for those who may restart jobs. */
const jobsOnly: RequestHandler = (req, res, next) => {
  const viewer = (req as unknown as WithViewer).session.adminUser;
  if (may(viewer, 'jobs.restart')) return next();
  res.status(403).json({ notice: { type: 'error', message: 'forbiddenError' } });
};

/** The board's page has scripts of its own without nonces, and loads them from here only. */
const boardPolicy = helmet.contentSecurityPolicy({
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:'],
    fontSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    baseUri: ["'self'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
  },
});

/** Bull's own view of the queues, under the console's session. */
export function queueBoard(): Router {
  const adapter = new ExpressAdapter();
  adapter.setBasePath('/admin/queues-board');
  createBullBoard({
    queues: queueNames().map((name) => new BullAdapter(queue(name), { readOnlyMode: true })),
    serverAdapter: adapter,
  });
  const router = Router();
  router.use(jobsOnly, boardPolicy, adapter.getRouter() as RequestHandler);
  return router;
}

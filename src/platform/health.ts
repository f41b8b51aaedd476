import { Router } from 'express';
import { z } from 'zod';
import { config } from './config.js';
import { query } from './database.js';
import { metrics } from './metrics.js';
import { answers, type Condition } from './probe.js';
import { redis } from './redis.js';
import { DomainError } from './errors.js';
import { onlyMethod, type MachineRoute } from './http/machine-route.js';
import { sendProblem } from './http/problem.js';

export interface Readiness {
  ready: boolean;
  database: Condition;
  redis: Condition;
}

/** Readiness needs the database; without Redis sales are still taken, so it only shows. */
export async function readiness(): Promise<Readiness> {
  const [databaseState, redisState] = await Promise.all([
    answers(query('SELECT 1')),
    answers(redis().ping()),
  ]);
  return { ready: databaseState === 'up', database: databaseState, redis: redisState };
}

const isLoopback = (ip: string | undefined) =>
  ip === '127.0.0.1' || ip === '::1' || ip === '::ffff:127.0.0.1';

const condition = z.enum(['up', 'down']);
const state = z.object({ ready: z.boolean(), database: condition, redis: condition });

export const readyRoute: MachineRoute = {
  method: 'get',
  paths: ['/readyz'],
  tag: 'operations',
  summary: 'Whether this process can work; for balancers',
  answers: {
    200: { description: 'Send requests', schema: state },
    503: { description: 'Send none; the database is away', schema: state },
  },
  refusals: [],
};

export const metricsRoute: MachineRoute = {
  method: 'get',
  paths: ['/metrics'],
  tag: 'operations',
  summary: 'Figures of this process in the text format of Prometheus',
  description: 'Needs the bearer token METRICS_TOKEN; a store without one answers its own machine only.',
  answers: { 200: { description: 'Done', type: 'text/plain', schema: z.string() } },
  refusals: [403],
};

/** `/readyz` for balancers, `/metrics` for the monitor (token, or loopback when none is set). */
export function operationsRoutes(): Router {
  const router = Router();
  router.get('/readyz', async (_req, res) => {
    const found = await readiness();
    res
      .status(found.ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(found);
  });
  router.get('/metrics', async (req, res) => {
    const token = config.METRICS_TOKEN;
    const allowed = token ? req.get('authorization') === `Bearer ${token}` : isLoopback(req.ip);
    if (!allowed) return sendProblem(req, res, new DomainError('forbidden', 403));
    res.type(metrics.contentType).send(await metrics.metrics());
  });
  router.all(['/readyz', '/metrics'], onlyMethod('GET, HEAD'));
  return router;
}

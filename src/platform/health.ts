import { Router } from 'express';
import { setTimeout as pause } from 'node:timers/promises';
import { config } from './config.js';
import { query } from './database.js';
import { metrics } from './metrics.js';
import { redis } from './redis.js';
import { DomainError } from './errors.js';
import { sendProblem } from './http/problem.js';

export type Condition = 'up' | 'down';

export interface Readiness {
  ready: boolean;
  database: Condition;
  redis: Condition;
}

async function answers(probe: Promise<unknown>): Promise<Condition> {
  const late = pause(1_500, 'late', { ref: false });
  const outcome = await Promise.race([
    probe.then(
      () => 'up',
      () => 'down',
    ),
    late,
  ]);
  return outcome === 'up' ? 'up' : 'down';
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

/** `/readyz` for balancers, `/metrics` for the monitor (token, or loopback when none is set). */
export function operationsRoutes(): Router {
  const router = Router();
  router.get('/readyz', async (_req, res) => {
    const state = await readiness();
    res
      .status(state.ready ? 200 : 503)
      .set('Cache-Control', 'no-store')
      .json(state);
  });
  router.get('/metrics', async (req, res) => {
    const token = config.METRICS_TOKEN;
    const allowed = token ? req.get('authorization') === `Bearer ${token}` : isLoopback(req.ip);
    if (!allowed) return sendProblem(req, res, new DomainError('forbidden', 403));
    res.type(metrics.contentType).send(await metrics.metrics());
  });
  return router;
}

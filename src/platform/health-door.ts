import { z } from 'zod';
import { unavailable } from './errors.js';
import { readiness } from './health.js';
import { defineDoor } from './http/door.js';

const condition = z.enum(['up', 'down']);

/** Says how the shop is; 503 only when sales cannot be taken. */
export const healthDoor = defineDoor({
  method: 'get',
  path: '/health',
  tag: 'operations',
  summary: 'Whether the shop and what it depends on are up',
  access: 'public',
  success: {
    status: 200,
    schema: z.object({
      data: z.object({ status: z.enum(['ok', 'degraded']), database: condition, redis: condition }),
    }),
  },
  async handle() {
    const { ready, database, redis } = await readiness();
    if (!ready) throw unavailable('database');
    const status = redis === 'up' ? ('ok' as const) : ('degraded' as const);
    return { body: { data: { status, database, redis } } };
  },
});

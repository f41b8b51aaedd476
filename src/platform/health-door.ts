import { z } from 'zod';
import { unavailable } from './errors.js';
import { readiness } from './health.js';
import { conditionsOf, heartbeats } from './heartbeats.js';
import { defineDoor } from './http/door.js';

const condition = z.enum(['up', 'down']);
const quality = z.enum(['ok', 'degraded']);

/** Says how the shop is; 503 only when sales cannot be taken. Strangers learn no more than whether all is well. */
export const healthDoor = defineDoor({
  method: 'get',
  path: '/health',
  tag: 'operations',
  summary: 'Whether the shop, what it depends on and each kind of its processes are up',
  access: 'public',
  success: {
    status: 200,
    schema: z.object({
      data: z.object({
        status: quality,
        database: condition,
        redis: condition,
        processes: z.object({ web: quality, worker: quality, scheduler: quality }),
      }),
    }),
  },
  async handle() {
    const { ready, database, redis } = await readiness();
    if (!ready) throw unavailable('database');
    const processes = conditionsOf(await heartbeats());
    const isWell = redis === 'up' && Object.values(processes).every((each) => each === 'ok');
    const status = isWell ? ('ok' as const) : ('degraded' as const);
    return { body: { data: { status, database, redis, processes } } };
  },
});

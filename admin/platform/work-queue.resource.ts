import { z } from 'zod';
import type { QueueName } from '../../src/platform/jobs.js';
import { redisCounts } from '../../src/platform/queues.js';
import { WorkQueue, workQueueStates } from '../../src/platform/work-queue.entity.js';
import { queueHealth } from '../../src/reports/index.js';
import { drainQueue, pauseQueue, resumeQueue } from '../../src/staff/index.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction, type Consequence, type FormAction } from '../shared/form-action.js';
import { reason } from '../shared/forms.js';
import { fields, reference, state } from '../shared/policy.js';
import type { Row } from '../shared/present.js';

/** How full the queue is at this moment. */
async function load(row: Row): Promise<Consequence[]> {
  const name = String(row['name']);
  const [all, counts] = await Promise.all([queueHealth(), redisCounts(name as QueueName)]);
  const found = all.find(({ queue }) => queue === name);
  return [
    { key: 'queue', value: name },
    { key: 'jobs_waiting', value: (found?.pending ?? 0) + (found?.sent ?? 0) - (found?.running ?? 0) },
    { key: 'jobs_running', value: found?.running ?? 0 },
    { key: 'jobs_in_redis', value: counts?.waiting ?? '–' },
  ];
}

/** What may be done with a queue, each offered where it makes sense; it stands on the queue desk and here. */
const deed = (
  run: typeof pauseQueue,
  status: 'RUNNING' | 'PAUSED',
  looks: Pick<FormAction, 'icon' | 'variant'>,
): FormAction =>
  serviceAction({
    ...looks,
    permission: 'queues.manage',
    schema: z.strictObject({ reason }),
    fields: [reasonField],
    offered: (row) => row['status'] === status,
    expects: { entity: WorkQueue, column: 'status' },
    consequences: load,
    run: (uow, input, row) => run(uow, { queueId: String(row?.['id']), ...input }),
  });

/** The queues of jobs, and whether each is paused. */
export const workQueueResource = resource(WorkQueue, {
  menu: 'system',
  title: 'name',
  read: 'jobs.read',
  fields: {
    ...fields('word', 'name'),
    status: state(workQueueStates.states),
    ...fields('instant', 'pausedAt', 'drainedAt', 'createdAt'),
    ...fields('text', 'pauseReason'),
    pausedBy: reference('StaffAccount'),
  },
  hidden: [],
  list: ['name', 'status', 'pausedAt', 'pausedBy', 'pauseReason', 'drainedAt'],
  show: ['name', 'status', 'pausedAt', 'pausedBy', 'pauseReason', 'drainedAt'],
  filters: { status: 'state', name: 'exact' },
  sorts: ['id'],
  actions: {
    pauseQueue: deed(pauseQueue, 'RUNNING', { icon: 'Pause' }),
    drainQueue: deed(drainQueue, 'PAUSED', { icon: 'Trash2', variant: 'danger' }),
    resumeQueue: deed(resumeQueue, 'PAUSED', { icon: 'Play', variant: 'primary' }),
  },
});

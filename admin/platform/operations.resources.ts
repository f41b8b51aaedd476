import { z } from 'zod';
import { AlertNote, OutboxJob, outboxStatuses } from '../../src/platform/operations.entity.js';
import { dismissAlert, restartJob } from '../../src/staff/index.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction } from '../shared/form-action.js';
import { reason } from '../shared/forms.js';
import { fields, reference, state } from '../shared/policy.js';

const deed = z.strictObject({ reason });

/** What a person must look at. */
export const alertResource = resource(AlertNote, {
  menu: 'system',
  title: 'kind',
  read: 'alerts.read',
  fields: {
    severity: state(['info', 'warning', 'critical']),
    closedBy: reference('StaffAccount'),
    ...fields('word', 'kind', 'subject'),
    details: { kind: 'json', permission: 'ledger.read' },
    ...fields('number', 'occurrences'),
    ...fields('instant', 'lastAt', 'closedAt', 'createdAt'),
  },
  hidden: ['openKey'],
  list: ['kind', 'subject', 'severity', 'occurrences', 'lastAt', 'closedAt'],
  filters: {
    stage: { clauses: { open: 'row.openKey IS NOT NULL', closed: 'row.openKey IS NULL' } },
    kind: 'exact',
    severity: 'state',
    subject: 'exact',
  },
  sorts: ['id', 'lastAt'],
  tabs: 'stage',
  actions: {
    closeAlert: serviceAction({
      permission: 'alerts.close',
      schema: deed,
      fields: [reasonField],
      icon: 'CheckCircle',
      offered: (row) => row['closedAt'] === null,
      expects: { entity: AlertNote, column: 'closedAt' },
      consequences: (row) =>
        Promise.resolve([
          { key: 'alert', kind: 'state', value: String(row['kind']) },
          { key: 'subject', value: String(row['subject']) },
        ]),
      run: (uow, input, row) => dismissAlert(uow, { alertId: String(row?.['id']), ...input }),
    }),
  },
});

/** Work that waits, runs, is done, or failed for good and waits for a person. */
export const outboxResource = resource(OutboxJob, {
  menu: 'system',
  title: 'job',
  read: 'jobs.read',
  fields: {
    status: state(outboxStatuses),
    ...fields('word', 'job', 'queue'),
    ...fields('code', 'uniqueKey', 'requestId'),
    ...fields('text', 'lastError'),
    ...fields('json', 'payload'),
    ...fields('number', 'attempts', 'failures', 'lostLeases'),
    ...fields('instant', 'availableAt', 'sentAt', 'leasedUntil', 'finishedAt', 'createdAt'),
  },
  hidden: [],
  list: ['job', 'queue', 'status', 'failures', 'lastError', 'availableAt', 'createdAt'],
  filters: { status: 'state', queue: 'exact', job: 'exact' },
  sorts: ['id'],
  tabs: 'status',
  actions: {
    restartJob: serviceAction({
      permission: 'jobs.restart',
      schema: deed,
      fields: [reasonField],
      icon: 'RefreshCw',
      offered: (row) => row['status'] === 'DEAD',
      expects: { entity: OutboxJob, column: 'status' },
      consequences: (row) =>
        Promise.resolve([
          { key: 'job', value: String(row['job']) },
          { key: 'failures', value: Number(row['failures']) },
          { key: 'last_error', value: String(row['lastError'] ?? '–') },
        ]),
      run: (uow, input, row) => restartJob(uow, { jobId: String(row?.['id']), ...input }),
    }),
  },
});

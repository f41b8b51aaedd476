import { z } from 'zod';
import {
  DiscountRun,
  DiscountRunRule,
  discountReason,
  runDailyTaskNow,
  runStatuses,
} from '../../src/discounts/index.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction } from '../shared/form-action.js';
import { choice, fields, reference } from '../shared/policy.js';

/** The daily task, day by day. */
export const discountRunResource = resource(DiscountRun, {
  menu: 'marketing',
  title: 'wibDate',
  read: 'discounts.read',
  fields: {
    status: choice(runStatuses),
    ...fields('word', 'task'),
    ...fields('day', 'wibDate'),
    ...fields('instant', 'startedAt', 'finishedAt', 'createdAt', 'updatedAt'),
  },
  hidden: [],
  list: ['wibDate', 'task', 'status', 'startedAt', 'finishedAt'],
  filters: { status: 'state', wibDate: 'days' },
  sorts: ['id', 'wibDate'],
  create: serviceAction({
    permission: 'discounts.run',
    schema: z.strictObject({ reason: discountReason }),
    fields: [reasonField],
    run: async (uow, { reason }) => {
      await runDailyTaskNow(uow, { reason });
    },
  }),
});

/** What one rule has come to on one day. */
export const discountRunRuleResource = resource(DiscountRunRule, {
  menu: 'marketing',
  title: 'id',
  read: 'discounts.read',
  fields: {
    status: choice(runStatuses),
    runId: reference('DiscountRun'),
    ruleId: reference('DiscountRule'),
    ...fields('number', 'version', 'lookedCount', 'grantedCount', 'heldOutCount', 'skippedCount'),
    ...fields('money', 'grantedAmount'),
    ...fields('instant', 'begunAt', 'createdAt', 'updatedAt'),
  },
  // Where it stands and why people were passed over is told in words on the page of the runs.
  hidden: ['cursorPersonId', 'skipped'],
  list: [
    'runId',
    'ruleId',
    'version',
    'status',
    'grantedCount',
    'heldOutCount',
    'skippedCount',
    'grantedAmount',
  ],
  filters: { runId: 'exact', ruleId: 'exact', status: 'state' },
  sorts: ['id'],
});

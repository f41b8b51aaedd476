import { DiscountSimulation, simulationStatuses } from '../../src/discounts/index.js';
import { resource } from '../resource.js';
import { choice, fields, reference } from '../shared/policy.js';

/** Versions tried on the past; what they came to is shown in the studio, beside the version. */
export const simulationResource = resource(DiscountSimulation, {
  menu: 'marketing',
  title: 'fromDate',
  read: 'discounts.read',
  fields: {
    status: choice(simulationStatuses),
    versionId: reference('DiscountVersion'),
    ruleId: reference('DiscountRule'),
    staffId: reference('StaffAccount'),
    ...fields('day', 'fromDate', 'toDate'),
    ...fields('number', 'version', 'revision', 'peopleTotal', 'peopleDone', 'orderCount'),
    ...fields('word', 'failure'),
    ...fields('instant', 'finishedAt', 'createdAt', 'updatedAt'),
  },
  hidden: ['definition', 'result', 'cursorPersonId'],
  list: ['ruleId', 'version', 'fromDate', 'toDate', 'status', 'orderCount', 'createdAt'],
  filters: { ruleId: 'exact', versionId: 'exact', status: 'state' },
  sorts: ['id'],
});

import { z } from 'zod';
import {
  failFulfilment,
  Fulfilment,
  fulfilmentStates,
  recheckFulfilment,
  revealSerialNumber,
} from '../../src/fulfilments/index.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction, type Consequence } from '../shared/form-action.js';
import { reason } from '../shared/forms.js';
import { fields, reference, state } from '../shared/policy.js';
import type { Row } from '../shared/present.js';

const deed = z.strictObject({ reason });
const open = ['QUEUED', 'SENT', 'PENDING', 'UNKNOWN'];

const about = (row: Row): Consequence[] => [
  { key: 'supplier_sku', value: String(row['supplierSku']) },
  { key: 'customer_no', value: String(row['customerNo']) },
  { key: 'status_now', kind: 'state', value: String(row['status']) },
];

const target = (row: Row | null) => ({ fulfilmentId: String(row?.['id']) });

/** Purchases at the supplier. Staff may ask again, give up what was surely not bought, and look at a serial number. */
export const fulfilmentResource = resource(Fulfilment, {
  menu: 'sales',
  title: 'refId',
  read: 'transactions.read',
  fields: {
    transactionId: reference('Transaction'),
    status: state(fulfilmentStates.states),
    ...fields('word', 'supplier', 'reviewReason'),
    ...fields('text', 'supplierMessage'),
    ...fields('code', 'refId', 'supplierSku', 'customerNo', 'rc'),
    ...fields('money', 'maxPriceAmount'),
    costAmount: { kind: 'money', permission: 'ledger.read' },
    ...fields('flag', 'needsSerialNumber'),
    ...fields('masked', 'serialNumberHint'),
    ...fields('number', 'calls'),
    ...fields(
      'instant',
      'firstCalledAt',
      'lastCalledAt',
      'nextCheckAt',
      'settledAt',
      'createdAt',
      'updatedAt',
    ),
  },
  hidden: ['serialNumberCipher'],
  list: ['transactionId', 'supplierSku', 'customerNo', 'status', 'reviewReason', 'createdAt'],
  filters: {
    refId: 'exact',
    status: 'state',
    transactionId: 'exact',
    review: { clauses: { waiting: 'row.reviewReason IS NOT NULL', none: 'row.reviewReason IS NULL' } },
  },
  sorts: ['id'],
  tabs: 'status',
  actions: {
    recheck: serviceAction({
      permission: 'fulfilments.recheck',
      schema: deed,
      fields: [reasonField],
      icon: 'RefreshCw',
      expects: { entity: Fulfilment, column: 'status' },
      offered: (row) => open.includes(String(row['status'])),
      consequences: (row) => Promise.resolve(about(row)),
      run: (uow, input, row) => recheckFulfilment(uow, { ...target(row), ...input }),
    }),
    giveUp: serviceAction({
      permission: 'transactions.refund',
      schema: deed,
      fields: [reasonField],
      icon: 'XCircle',
      variant: 'danger',
      expects: { entity: Fulfilment, column: 'status' },
      offered: (row) => row['status'] === 'QUEUED',
      consequences: (row) =>
        Promise.resolve([...about(row), { key: 'status_then', kind: 'state', value: 'FAILED' }]),
      run: (uow, input, row) => failFulfilment(uow, { ...target(row), ...input }),
    }),
    revealSerialNumber: serviceAction({
      permission: 'serials.reveal',
      schema: deed,
      fields: [reasonField],
      icon: 'Eye',
      offered: (row) => row['serialNumberHint'] !== null,
      reveals: true,
      consequences: (row) => Promise.resolve(about(row)),
      run: async (uow, input, row) => ({
        value: await revealSerialNumber(uow, { ...target(row), ...input }),
      }),
    }),
  },
});

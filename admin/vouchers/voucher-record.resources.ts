import { z } from 'zod';
import { database, query } from '../../src/platform/database.js';
import {
  downloadBatch,
  VoucherBatch,
  voucherBatchStates,
  voucherReason,
  VoucherRefusal,
  VoucherUsage,
  voucherUsageStates,
} from '../../src/vouchers/index.js';
import { Components } from '../components.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction } from '../shared/form-action.js';
import { fields, reference, state } from '../shared/policy.js';
import type { Row } from '../shared/present.js';

/** Who used which voucher for which sale. */
export const voucherUsageResource = resource(VoucherUsage, {
  menu: 'marketing',
  icon: 'CheckCircle',
  title: 'id',
  read: 'vouchers.read',
  fields: {
    voucherId: reference('Voucher'),
    transactionId: { ...reference('Transaction'), permission: 'transactions.read' },
    userId: { ...reference('User'), permission: 'users.read' },
    personId: { ...reference('User'), permission: 'users.read' },
    ...fields('money', 'amount'),
    status: state(voucherUsageStates.states),
    ...fields('number', 'slot'),
    ...fields('instant', 'createdAt', 'updatedAt'),
  },
  hidden: ['codeId', 'codeOnce', 'firstOnce'],
  list: ['voucherId', 'status', 'amount', 'userId', 'transactionId', 'createdAt'],
  filters: { status: 'state', voucherId: 'exact', personId: 'exact', transactionId: 'exact' },
  sorts: ['id'],
  tabs: 'status',
});

/** Codes by the hundred, made by a job and shown once, in the file. */
export const voucherBatchResource = resource(VoucherBatch, {
  menu: 'marketing',
  icon: 'Layers',
  title: 'id',
  read: 'vouchers.read',
  fields: {
    voucherId: reference('Voucher'),
    ...fields('number', 'size', 'madeCount'),
    status: state(voucherBatchStates.states),
    requestedBy: { ...reference('StaffAccount'), permission: 'staff.read' },
    downloadedBy: { ...reference('StaffAccount'), permission: 'staff.read' },
    ...fields('instant', 'downloadedAt', 'createdAt', 'updatedAt'),
  },
  hidden: [],
  list: ['voucherId', 'status', 'madeCount', 'size', 'downloadedAt', 'createdAt'],
  filters: { status: 'state', voucherId: 'exact' },
  sorts: ['id'],
  tabs: 'status',
  actions: {
    downloadCodes: serviceAction({
      permission: 'vouchers.codes',
      schema: z.strictObject({ reason: voucherReason }),
      fields: [reasonField],
      icon: 'Download',
      saves: true,
      expects: { entity: VoucherBatch, column: 'status' },
      offered: (row) => row['status'] === 'READY',
      run: (uow, { reason }, row) => downloadBatch(uow, { id: String(row?.['id']), reason }),
    }),
  },
});

/** Enough of what was typed to find it again together with its customer, and too little to use it. */
async function endsOfCodes(ids: string[]): Promise<Map<string, Row>> {
  if (ids.length === 0) return new Map();
  const rows = await query<{ id: string; end: string }>(
    'SELECT id, RIGHT(code, 4) AS end FROM voucher_refusals WHERE id IN (?)',
    [ids],
  );
  return new Map(rows.map(({ id, end }) => [id, { codeEnd: `…${end}` }]));
}

const Figures = z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())]));
const Judgements = z.array(
  z.object({ condition: z.string(), holds: z.boolean(), needed: Figures, actual: Figures }),
);

/** Every condition as it stood when the code was tried, with what it asked for and what was found. */
async function conditionsOf(row: Row): Promise<Row> {
  const refusal = await database()
    .getRepository(VoucherRefusal)
    .findOneByOrFail({ id: String(row['id']) });
  return { conditions: Judgements.catch([]).parse(refusal.judgements) };
}

/**
 * Codes that did not help, with the reason that customers are not told. One that was refused for a cart may still be good,
 * so the whole of it is shown only to whoever may hold codes.
 */
export const voucherRefusalResource = resource(VoucherRefusal, {
  menu: 'marketing',
  icon: 'Slash',
  title: 'reason',
  read: 'vouchers.read',
  fields: {
    code: { kind: 'code', permission: 'vouchers.codes' },
    ...fields('word', 'reason'),
    voucherId: reference('Voucher'),
    userId: { ...reference('User'), permission: 'users.read' },
    ...fields('instant', 'createdAt'),
  },
  hidden: ['judgements'],
  story: { component: Components.RefusalStory, load: conditionsOf },
  derived: { fields: fields('code', 'codeEnd'), load: endsOfCodes },
  list: ['codeEnd', 'reason', 'voucherId', 'userId', 'createdAt'],
  filters: { userId: 'exact', voucherId: 'exact' },
  sorts: ['id'],
});

import { z } from 'zod';
import {
  downloadBatch,
  VoucherBatch,
  voucherBatchStates,
  voucherReason,
  VoucherRefusal,
  VoucherUsage,
  voucherUsageStates,
} from '../../src/vouchers/index.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction } from '../shared/form-action.js';
import { fields, reference, state } from '../shared/policy.js';

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

/** Codes that did not help, with the reason that customers are not told. */
export const voucherRefusalResource = resource(VoucherRefusal, {
  menu: 'marketing',
  icon: 'Slash',
  title: 'code',
  read: 'vouchers.read',
  fields: {
    ...fields('code', 'code'),
    ...fields('word', 'reason'),
    voucherId: reference('Voucher'),
    userId: { ...reference('User'), permission: 'users.read' },
    ...fields('json', 'judgements'),
    ...fields('instant', 'createdAt'),
  },
  hidden: [],
  list: ['code', 'reason', 'voucherId', 'userId', 'createdAt'],
  filters: { userId: 'exact', voucherId: 'exact' },
  sorts: ['id'],
});

import { z } from 'zod';
import {
  downloadPayoutFile,
  makePayoutFile,
  PayoutFile,
  payoutFileProgress,
  settlePayoutFile,
} from '../../src/wallets/index.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction, type Consequence } from '../shared/form-action.js';
import { reason } from '../shared/forms.js';
import { fields, reference } from '../shared/policy.js';
import type { Row } from '../shared/present.js';

const target = (row: Row | null) => ({ payoutFileId: String(row?.['id']) });

const about = (row: Row): Promise<Consequence[]> =>
  Promise.resolve([
    { key: 'payout_file', value: String(row['number']) },
    { key: 'withdrawal_count', value: Number(row['withdrawalCount']) },
    { key: 'arrives_at_bank', kind: 'money', value: Number(row['amount']) },
  ]);

/** Lists of approved withdrawals as the bank gets them. */
export const payoutFileResource = resource(PayoutFile, {
  menu: 'finance',
  icon: 'FileText',
  title: 'number',
  read: 'withdrawals.read',
  fields: {
    ...fields('code', 'number', 'contentHash'),
    ...fields('number', 'withdrawalCount'),
    ...fields('money', 'amount'),
    ...fields('text', 'makerName'),
    makerId: { ...reference('StaffAccount'), permission: 'staff.read' },
    ...fields('instant', 'createdAt'),
  },
  hidden: [],
  derived: {
    fields: { underWay: { kind: 'number' } },
    load: payoutFileProgress,
  },
  list: ['number', 'withdrawalCount', 'amount', 'underWay', 'makerName', 'createdAt'],
  show: ['number', 'withdrawalCount', 'amount', 'underWay', 'contentHash', 'makerName', 'createdAt'],
  filters: { number: 'prefix' },
  sorts: ['id'],
  searchBy: 'number',
  create: serviceAction({
    permission: 'withdrawals.send',
    schema: z.strictObject({}),
    fields: [],
    preview: true,
    run: (uow) => makePayoutFile(uow),
  }),
  actions: {
    download: serviceAction({
      permission: 'withdrawals.send',
      schema: z.strictObject({ reason }),
      fields: [reasonField],
      icon: 'Download',
      saves: true,
      consequences: about,
      run: (uow, input, row) => downloadPayoutFile(uow, { ...target(row), ...input }),
    }),
    settle: serviceAction({
      permission: 'withdrawals.send',
      schema: z.strictObject({
        reference: z
          .string()
          .trim()
          .regex(/^[\x21-\x7e]{3,64}$/),
      }),
      fields: [{ name: 'reference', input: 'text', required: true }],
      icon: 'CheckSquare',
      variant: 'success',
      preview: true,
      offered: (row) => Number(row['underWay']) > 0,
      consequences: about,
      run: (uow, input, row) => settlePayoutFile(uow, { ...target(row), ...input }),
    }),
  },
});

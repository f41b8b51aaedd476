import { z } from 'zod';
import {
  createVoucher,
  editVoucher,
  extendVoucher,
  moveVoucher,
  namesOfVouchers,
  orderBatch,
  performanceOf,
  Voucher,
  voucherReason,
  voucherStates,
  type MoveVoucher,
  type VoucherPerformance,
} from '../../src/vouchers/index.js';
import { Components } from '../components.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction } from '../shared/form-action.js';
import { choice, fields, state } from '../shared/policy.js';
import type { Row } from '../shared/present.js';
import { may, mayKnowCosts, type Viewer } from '../viewer.js';
import { draftFields, growingFields, GrowingForm, newVoucherFields, VoucherForm } from './voucher-form.js';

const idOf = (row: Row | null) => String(row?.['id']);
const seen = (row: Row | null) => ({ id: idOf(row), version: Number(row?.['version']) });
const expects = { entity: Voucher, column: 'version' };
const isIn =
  (...states: string[]) =>
  (row: Row) =>
    states.includes(String(row['status']));

type Variant = 'primary' | 'danger' | 'success' | 'default';

/** A step along the table of states, with its reason. */
const step = (event: MoveVoucher['event'], icon: string, variant: Variant) =>
  serviceAction({
    permission: 'vouchers.write',
    schema: z.strictObject({ reason: voucherReason }),
    fields: [reasonField],
    icon,
    variant,
    expects: { entity: Voucher, column: 'status' },
    offered: (row) => voucherStates.can(row['status'] as Voucher['status'], event),
    run: (uow, { reason }, row) => moveVoucher(uow, { id: idOf(row), event, reason }),
  });

const nothing: VoucherPerformance = {
  useCount: 0,
  reservedCount: 0,
  returnedCount: 0,
  customerCount: 0,
  discountAmount: 0,
  revenueAmount: 0,
  costAmount: 0,
  marginAmount: 0,
};

const joined = (names: string[] | undefined) => names?.join(', ') ?? null;

/** What vouchers are for and what came of them; one statement of each kind for a whole list. */
async function known(ids: string[]): Promise<Map<string, Row>> {
  const [names, figures] = await Promise.all([namesOfVouchers(ids), performanceOf(ids)]);
  return new Map(
    ids.map((id) => {
      const named = names.get(id);
      const { useCount, discountAmount, revenueAmount } = figures.get(id) ?? nothing;
      const row = {
        code: named?.code ?? null,
        productSkus: joined(named?.productSkus),
        categoryCodes: joined(named?.categoryCodes),
        customerTypes: joined(named?.customerTypes),
      };
      return [id, { ...row, useCount, discountAmount, revenueAmount }];
    }),
  );
}

/** What came of one voucher; its margin and its people only for whoever may see such. */
async function story(row: Row, viewer: Viewer): Promise<Row> {
  const id = idOf(row);
  const [figures, names] = await Promise.all([performanceOf([id]), namesOfVouchers([id])]);
  const { costAmount: _cost, marginAmount, ...performance } = figures.get(id) ?? nothing;
  return {
    performance: mayKnowCosts(viewer) ? { ...performance, marginAmount } : performance,
    users: may(viewer, 'users.read') ? (names.get(id)?.users ?? []) : null,
  };
}

/** Discounts for whoever names a code: what they promise, to whom, how far they reach, and what they brought in. */
export const voucherResource = resource(Voucher, {
  menu: 'marketing',
  icon: 'Tag',
  title: 'name',
  read: 'vouchers.read',
  fields: {
    ...fields('text', 'name'),
    kind: choice(['PERCENT', 'FIXED']),
    status: state(voucherStates.states),
    ...fields('permil', 'percentBps', 'floorBps'),
    ...fields('money', 'amount', 'capAmount', 'minimumSpendAmount', 'budgetAmount', 'budgetUsedAmount'),
    ...fields('instant', 'validFrom', 'validUntil', 'createdAt', 'updatedAt'),
    ...fields('weekdays', 'weekdays'),
    ...fields('minute', 'fromMinute', 'untilMinute'),
    ...fields('number', 'useLimit', 'usedCount', 'personLimit', 'priority'),
    ...fields('number', 'version'),
    ...fields('flag', 'firstPurchaseOnly'),
    ...fields('code', 'stackingGroup'),
  },
  hidden: [],
  derived: {
    fields: {
      ...fields('code', 'code', 'productSkus', 'categoryCodes', 'customerTypes'),
      ...fields('number', 'useCount'),
      ...fields('money', 'discountAmount', 'revenueAmount'),
    },
    load: known,
  },
  list: ['name', 'code', 'status', 'usedCount', 'useLimit', 'discountAmount', 'revenueAmount', 'validUntil'],
  filters: { name: 'prefix', status: 'state', kind: 'state' },
  sorts: ['id'],
  searchBy: 'name',
  tabs: 'status',
  subject: 'voucher',
  story: { component: Components.VoucherStory, load: story },
  create: serviceAction({
    permission: 'vouchers.write',
    schema: VoucherForm,
    fields: newVoucherFields,
    run: createVoucher,
  }),
  edit: serviceAction({
    permission: 'vouchers.write',
    schema: VoucherForm,
    fields: draftFields,
    offered: isIn('DRAFT'),
    expects,
    run: (uow, { code: _code, ...form }, row) => editVoucher(uow, { ...form, ...seen(row) }),
  }),
  actions: {
    goLive: step('go_live', 'Play', 'success'),
    pauseVoucher: step('pause', 'Pause', 'danger'),
    resumeVoucher: step('resume', 'Play', 'success'),
    endVoucher: step('end', 'XCircle', 'danger'),
    extendVoucher: serviceAction({
      permission: 'vouchers.write',
      schema: GrowingForm,
      fields: growingFields,
      icon: 'PlusCircle',
      offered: isIn('LIVE', 'PAUSED'),
      expects,
      run: (uow, form, row) => extendVoucher(uow, { ...form, ...seen(row) }),
    }),
    orderCodes: serviceAction({
      permission: 'vouchers.codes',
      schema: z.strictObject({ size: z.int().min(1).max(200_000), reason: voucherReason }),
      fields: [{ name: 'size', input: 'number', required: true, value: 100 }, reasonField],
      icon: 'Layers',
      offered: isIn('DRAFT', 'LIVE', 'PAUSED'),
      run: (uow, form, row) => orderBatch(uow, { voucherId: idOf(row), ...form }),
    }),
  },
});

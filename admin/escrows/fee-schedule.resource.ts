import { z } from 'zod';
import {
  cancelSchedule,
  createDraft,
  discardDraft,
  editDraft,
  FeeSchedule,
  feeScheduleStates,
  requestSchedule,
  SaveDraft,
  ScheduleFees,
  scheduleFees,
  scheduleInForce,
} from '../../src/escrows/index.js';
import { clock } from '../../src/platform/clock.js';
import { database } from '../../src/platform/database.js';
import { dayAfter, jakartaDate } from '../../src/platform/jakarta.js';
import { Components } from '../components.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction, type FormField } from '../shared/form-action.js';
import { reason, withValues } from '../shared/forms.js';
import { fields, state } from '../shared/policy.js';
import type { Row } from '../shared/present.js';

const form: FormField[] = [
  { name: 'name', input: 'text', required: true },
  { name: 'bands', input: 'bands', required: true },
];

const byReason = z.strictObject({ reason });
const idOf = (row: Row | null) => String(row?.['id']);
const seen = (row: Row | null) => ({ id: idOf(row), revision: Number(row?.['revision']) });
const isDraft = (row: Row) => row['status'] === 'DRAFT';
const expects = { entity: FeeSchedule, column: 'revision' };

/** A new draft starts from what deals pay now: it is mostly one row that is to change. */
async function startingForm(): Promise<FormField[]> {
  const { bands } = await scheduleInForce(clock.now());
  return [...withValues(form, { bands: JSON.stringify(bands) }), reasonField];
}

/** Which one prices deals at this moment. */
async function inForceFlags(ids: string[]): Promise<Map<string, Row>> {
  const { version } = await scheduleInForce(clock.now());
  const found = await database().getRepository(FeeSchedule).findOneBy({ version });
  return new Map(ids.map((id) => [id, { inForce: id === found?.id }]));
}

/** What deals pay by their nominal: drafts, what is in force, and what was before. */
export const feeScheduleResource = resource(FeeSchedule, {
  menu: 'finance',
  title: 'name',
  read: 'fees.read',
  fields: {
    status: state(feeScheduleStates.states),
    ...fields('text', 'name'),
    ...fields('number', 'version', 'revision'),
    ...fields('json', 'bands'),
    ...fields('instant', 'effectiveFrom', 'createdAt', 'updatedAt'),
  },
  hidden: [],
  derived: { fields: fields('flag', 'inForce'), load: inForceFlags },
  list: ['name', 'version', 'inForce', 'status', 'effectiveFrom', 'updatedAt'],
  show: ['name', 'version', 'inForce', 'status', 'effectiveFrom', 'createdAt', 'updatedAt'],
  filters: { name: 'prefix', status: 'state' },
  sorts: ['id', 'version'],
  searchBy: 'name',
  subject: 'fee_schedule',
  story: { component: Components.FeeScheduleStory, load: (row) => Promise.resolve({ bands: row['bands'] }) },
  create: serviceAction({
    permission: 'fees.write',
    schema: SaveDraft,
    fields: startingForm,
    run: createDraft,
  }),
  edit: serviceAction({
    permission: 'fees.write',
    schema: SaveDraft,
    fields: (row) => Promise.resolve([...withValues(form, row), reasonField]),
    offered: isDraft,
    expects,
    run: (uow, draft, row) => editDraft(uow, { ...draft, ...seen(row) }),
  }),
  actions: {
    scheduleFees: serviceAction({
      permission: 'fees.write',
      schema: ScheduleFees.pick({ effectiveOn: true, reason: true }),
      icon: 'Calendar',
      variant: 'primary',
      offered: isDraft,
      fields: () =>
        Promise.resolve([
          { name: 'effectiveOn', input: 'day', required: true, value: dayAfter(jakartaDate(clock.now())) },
          reasonField,
        ]),
      expects,
      run: (uow, wish, row) => scheduleFees(uow, { ...wish, ...seen(row) }),
      ask: (uow, wish, row) => requestSchedule(uow, { ...wish, ...seen(row) }),
    }),
    copySchedule: serviceAction({
      permission: 'fees.write',
      schema: SaveDraft,
      icon: 'Copy',
      fields: (row) => Promise.resolve([...withValues(form, row), reasonField]),
      run: (uow, draft) => createDraft(uow, draft),
    }),
    discardDraft: serviceAction({
      permission: 'fees.write',
      schema: byReason,
      icon: 'Trash2',
      variant: 'danger',
      fields: [reasonField],
      offered: isDraft,
      expects,
      run: (uow, why, row) => discardDraft(uow, { id: idOf(row), ...why }),
    }),
    cancelSchedule: serviceAction({
      permission: 'fees.write',
      schema: byReason,
      icon: 'XCircle',
      variant: 'danger',
      fields: [reasonField],
      offered: (row) => row['status'] === 'SCHEDULED' && new Date(String(row['effectiveFrom'])) > clock.now(),
      expects: { entity: FeeSchedule, column: 'status' },
      run: (uow, why, row) => cancelSchedule(uow, { id: idOf(row), ...why }),
    }),
  },
});

import { z } from 'zod';
import {
  ApproveVersion,
  approveVersion,
  callOff,
  Definition,
  discard,
  discountReason,
  DiscountVersion,
  end,
  GiveDiscount,
  giveDiscount,
  goLive,
  namesIn,
  occasions,
  pause,
  resume,
  revert,
  RevokeGrant,
  revokeGrant,
  ruleInWords,
  saveDraft,
  sendForApproval,
  startSimulation,
  StartSimulation,
  versionStates,
  type ChangeVersion,
  type VersionStatus,
} from '../../src/discounts/index.js';
import { clock } from '../../src/platform/clock.js';
import { database } from '../../src/platform/database.js';
import type { UnitOfWork } from '../../src/platform/unit-of-work.js';
import { lastDays } from '../../src/reports/index.js';
import { Components } from '../components.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction, type FormField } from '../shared/form-action.js';
import { choice, fields, reference, state } from '../shared/policy.js';
import type { Row } from '../shared/present.js';

/** Drafts are saved often; a reason is asked for where something happens to customers. */
const usualReason = 'Disusun di studio diskon';

const written = {
  definition: z.unknown(),
  note: z.string().trim().max(500).default(''),
  reason: discountReason.default(usualReason),
};
const NewRule = z.strictObject({ name: z.string().trim().min(3).max(80), ...written });
const Rewritten = z.strictObject({ name: z.string().optional(), ...written });

const statusOf = (row: Row) => row['status'] as VersionStatus;
const idOf = (row: Row | null) => String(row?.['id']);
const seen = (row: Row | null) => ({ versionId: idOf(row), revision: Number(row?.['revision']) });
const expects = { entity: DiscountVersion, column: 'revision' };
const isScheduled = (row: Row) => statusOf(row) === 'APPROVED' && row['liveFrom'] !== null;
const isWriteable = (row: Row) => ['DRAFT', 'SIMULATED', 'APPROVED'].includes(statusOf(row));

const byReason = z.strictObject({ reason: discountReason });

type Variant = 'primary' | 'danger' | 'success' | 'default';

/** A step that asks for nothing but its reason. */
const step = (
  run: (uow: UnitOfWork, input: ChangeVersion) => Promise<DiscountVersion>,
  { icon, variant, offered }: { icon: string; variant: Variant; offered: (row: Row) => boolean },
) =>
  serviceAction({
    permission: 'discounts.write',
    schema: byReason,
    fields: [reasonField],
    icon,
    variant,
    offered,
    run: (uow, { reason }, row) => run(uow, { versionId: idOf(row), reason }),
  });

const can = (event: 'go_live' | 'pause' | 'resume' | 'end' | 'discard') => (row: Row) =>
  versionStates.can(statusOf(row), event);

/** The year that ended yesterday: what people mean by "the past". */
function usualWindow(): FormField[] {
  const days = lastDays(366, clock.now());
  return [
    { name: 'from', input: 'day', required: true, value: days[0] ?? null },
    { name: 'to', input: 'day', required: true, value: days.at(-2) ?? null },
  ];
}

/** A day and a time of Jakarta; without a day it is now. */
const Moment = z
  .strictObject({
    onDay: z.iso.date().nullish(),
    atTime: z
      .string()
      .regex(/^([01]\d|2[0-3])[:.][0-5]\d$/)
      .default('00:00'),
    reason: discountReason,
  })
  .transform(({ onDay, atTime, reason }) => ({
    reason,
    at: onDay ? new Date(`${onDay}T${atTime.replace('.', ':')}:00+07:00`) : undefined,
  }));

const momentFields: FormField[] = [
  { name: 'onDay', input: 'day', nullable: true },
  { name: 'atTime', input: 'time', value: '00:00' },
  reasonField,
];

/** What the version says, for lists and for whoever is asked to agree. */
async function inWords(ids: string[]): Promise<Map<string, Row>> {
  if (ids.length === 0) return new Map();
  const versions = await database()
    .getRepository(DiscountVersion)
    .findBy(ids.map((id) => ({ id })));
  const read = versions.flatMap(({ id, definition }) => {
    const { success, data } = Definition.safeParse(definition);
    return success ? [{ id, definition: data }] : [];
  });
  const names = await namesIn(read.map(({ definition }) => definition));
  return new Map(
    read.map(({ id, definition }) => {
      const facts = ruleInWords(definition, 'id', names, clock.now());
      const textOf = (key: string) => facts.find((fact) => fact.key === key)?.text ?? '';
      return [id, { who: textOf('who'), what: textOf('what') }];
    }),
  );
}

/** What rules say, version by version, and the way of each from draft to end. */
export const discountVersionResource = resource(DiscountVersion, {
  menu: 'marketing',
  title: 'version',
  read: 'discounts.read',
  fields: {
    status: state(versionStates.states),
    occasion: choice(occasions),
    ruleId: reference('DiscountRule'),
    ...fields('number', 'version', 'revision', 'copiedFrom'),
    ...fields('money', 'budgetAmount', 'budgetUsedAmount', 'simulatedCostAmount'),
    ...fields('instant', 'liveFrom', 'liveAt', 'endedAt', 'createdAt', 'updatedAt'),
  },
  hidden: ['definition', 'inForceOf'],
  derived: { fields: fields('long-text', 'who', 'what'), load: inWords },
  list: ['ruleId', 'version', 'status', 'who', 'what', 'budgetAmount', 'budgetUsedAmount', 'liveAt'],
  filters: { ruleId: 'exact', status: 'state', occasion: 'state' },
  sorts: ['id'],
  tabs: 'status',
  subject: 'discount_version',
  create: serviceAction({
    permission: 'discounts.write',
    schema: NewRule,
    fields: [],
    component: Components.ToStudio,
    run: (uow, rule) => saveDraft(uow, rule),
  }),
  edit: serviceAction({
    permission: 'discounts.write',
    schema: Rewritten,
    fields: [],
    component: Components.ToStudio,
    offered: isWriteable,
    expects,
    run: (uow, { definition, reason }, row) => saveDraft(uow, { ...seen(row), definition, reason }),
  }),
  actions: {
    simulate: serviceAction({
      permission: 'discounts.write',
      schema: StartSimulation.pick({ from: true, to: true }),
      icon: 'Activity',
      variant: 'primary',
      fields: () => Promise.resolve(usualWindow()),
      expects,
      offered: (row) => statusOf(row) !== 'ENDED',
      run: (uow, window, row) => startSimulation(uow, { ...window, versionId: idOf(row) }),
    }),
    approveVersion: serviceAction({
      permission: 'discounts.write',
      schema: ApproveVersion.pick({ reason: true }),
      icon: 'CheckCircle',
      variant: 'success',
      fields: [reasonField],
      expects,
      offered: (row) => versionStates.can(statusOf(row), 'approve'),
      consequences: (row) =>
        Promise.resolve([
          ...(row['budgetAmount'] === null
            ? []
            : [{ key: 'budget', kind: 'money' as const, value: Number(row['budgetAmount']) }]),
          ...(row['simulatedCostAmount'] === null
            ? []
            : [{ key: 'simulated_cost', kind: 'money' as const, value: Number(row['simulatedCostAmount']) }]),
        ]),
      run: (uow, { reason }, row) => approveVersion(uow, { ...seen(row), reason }),
      ask: (uow, { reason }, row) => sendForApproval(uow, { ...seen(row), reason }),
    }),
    goLive: serviceAction({
      permission: 'discounts.write',
      schema: Moment,
      icon: 'Play',
      variant: 'primary',
      fields: momentFields,
      expects,
      offered: can('go_live'),
      run: (uow, wish, row) => goLive(uow, { versionId: idOf(row), ...wish }),
    }),
    callOff: step(callOff, { icon: 'XCircle', variant: 'default', offered: isScheduled }),
    pause: step(pause, { icon: 'Pause', variant: 'danger', offered: can('pause') }),
    resume: step(resume, { icon: 'Play', variant: 'success', offered: can('resume') }),
    endVersion: step(end, { icon: 'Square', variant: 'danger', offered: can('end') }),
    copyVersion: step(revert, { icon: 'Copy', variant: 'default', offered: () => true }),
    // Asked for from the list of grants, which names the grant by the rest of its key.
    revokeGrant: serviceAction({
      permission: 'discounts.give',
      schema: RevokeGrant.omit({ ruleId: true }),
      fields: [],
      inPage: true,
      run: (uow, key, row) => revokeGrant(uow, { ...key, ruleId: String(row?.['ruleId']) }),
    }),
    giveDiscount: serviceAction({
      permission: 'discounts.give',
      schema: GiveDiscount.pick({ list: true, reason: true }),
      icon: 'Gift',
      variant: 'primary',
      fields: [{ name: 'list', input: 'list', required: true }, reasonField],
      offered: (row) => row['occasion'] === 'manual' && statusOf(row) === 'LIVE',
      run: (uow, wish, row) => giveDiscount(uow, { ...wish, ruleId: String(row?.['ruleId']) }),
    }),
    discardVersion: step(discard, { icon: 'Trash2', variant: 'danger', offered: can('discard') }),
  },
});

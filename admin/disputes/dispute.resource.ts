import { z } from 'zod';
import {
  askForEvidence,
  assignDispute,
  caseFile,
  Dispute,
  disputeCategories,
  disputeStates,
  escalate,
  feeBearers,
  outcomes,
  stepAside,
  takeNextCase,
  takeUp,
  type DisputeEvent,
} from '../../src/disputes/index.js';
import { sides } from '../../src/escrows/index.js';
import { accounts } from '../../src/ledger/index.js';
import { Components } from '../components.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction } from '../shared/form-action.js';
import { choices, reason } from '../shared/forms.js';
import { choice, fields, reference, state } from '../shared/policy.js';
import type { Row } from '../shared/present.js';
import { disputeStory } from './dispute-story.js';
import { deciding, Extension, grounded, isOpen, judge, Split, statusOf, target } from './verdicts.js';

const deed = z.strictObject({ reason });

/** A step that takes a reason and moves no money. */
const step = (event: DisputeEvent) => ({
  ...judge,
  schema: deed,
  fields: [reasonField],
  offered: (row: Row) => disputeStates.can(statusOf(row), event),
});

/** Complaints about deals: read and judged at one screen. */
export const disputeResource = resource(Dispute, {
  menu: 'sales',
  icon: 'Shield',
  title: 'number',
  read: 'disputes.read',
  fields: {
    ...fields('code', 'number'),
    escrowId: reference('Escrow'),
    status: state(disputeStates.states),
    category: choice(disputeCategories),
    openerSide: choice(sides),
    ...fields('long-text', 'statement', 'appealReason'),
    buyerId: reference('User'),
    sellerId: reference('User'),
    ...fields('money', 'heldAmount', 'amount', 'feeAmount', 'buyerFeeAmount'),
    assigneeId: { ...reference('StaffAccount'), permission: 'staff.read' },
    awaitedSide: choice(sides),
    appealSide: choice(sides),
    outcome: choice(outcomes),
    ...fields('instant', 'slaAt', 'answerBy', 'escalatedAt', 'appealUntil', 'buyerAcceptedAt'),
    ...fields('instant', 'sellerAcceptedAt', 'appealedAt', 'closedAt', 'createdAt', 'updatedAt'),
  },
  hidden: ['partId', 'openedBy', 'openKey'],
  list: ['number', 'status', 'category', 'heldAmount', 'slaAt'],
  filters: {
    number: 'prefix',
    status: 'state',
    category: 'state',
    outcome: 'state',
    escrowId: 'exact',
    buyerId: 'exact',
    sellerId: 'exact',
    assigneeId: 'exact',
  },
  sorts: ['id', 'slaAt', 'heldAmount'],
  searchBy: 'number',
  tabs: 'status',
  subject: 'dispute',
  story: { component: Components.DisputeDesk, load: disputeStory },
  money: (row) => ({ accountCode: accounts.escrowHeld(String(row['escrowId'])).code }),
  create: serviceAction({
    permission: 'disputes.judge',
    schema: z.strictObject({}),
    fields: [],
    icon: 'Play',
    run: (uow) => takeNextCase(uow),
  }),
  actions: {
    assign: serviceAction({
      ...judge,
      schema: z.strictObject({ reason: reason.optional() }),
      fields: (row) => Promise.resolve(row?.['assigneeId'] ? [reasonField] : []),
      icon: 'UserCheck',
      offered: isOpen,
      run: (uow, input, row) => assignDispute(uow, { ...target(row), ...input }),
    }),
    takeUp: serviceAction({
      ...step('take_up'),
      icon: 'Eye',
      run: (uow, input, row) => takeUp(uow, { ...target(row), ...input }),
    }),
    ask: serviceAction({
      ...step('ask'),
      schema: z.strictObject({ reason, side: z.enum(sides).nullable().default(null) }),
      fields: [{ name: 'side', input: 'choice', nullable: true, options: choices(sides) }, reasonField],
      icon: 'HelpCircle',
      run: (uow, input, row) => askForEvidence(uow, { ...target(row), ...input }),
    }),
    release: deciding('RELEASE', {
      schema: z.strictObject(grounded),
      extra: [],
      icon: 'ArrowRightCircle',
      variant: 'success',
    }),
    refund: deciding('REFUND', {
      schema: z.strictObject(grounded),
      extra: [],
      icon: 'CornerUpLeft',
      variant: 'danger',
    }),
    split: deciding('SPLIT', {
      schema: Split,
      extra: [
        { name: 'toBuyerAmount', input: 'money', required: true },
        { name: 'feeBorneBy', input: 'choice', required: true, options: choices(feeBearers) },
      ],
      icon: 'Divide',
      variant: 'primary',
    }),
    extend: deciding('EXTEND', {
      schema: Extension,
      extra: [{ name: 'extendHours', input: 'number', required: true, value: 24 }],
      icon: 'Clock',
      variant: 'default',
    }),
    escalate: serviceAction({
      ...step('escalate'),
      icon: 'ChevronsUp',
      run: (uow, input, row) => escalate(uow, { ...target(row), ...input }),
    }),
    stepAside: serviceAction({
      ...judge,
      schema: deed,
      fields: [reasonField],
      icon: 'UserX',
      offered: isOpen,
      run: (uow, input, row) => stepAside(uow, { ...target(row), ...input }),
    }),
    exportCase: serviceAction({
      permission: 'disputes.judge',
      schema: deed,
      fields: [reasonField],
      icon: 'Download',
      saves: true,
      run: (uow, input, row) => caseFile(uow, { ...target(row), ...input }),
    }),
  },
});

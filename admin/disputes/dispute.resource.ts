import { z } from 'zod';
import {
  askForEvidence,
  assignDispute,
  caseFile,
  decideDispute,
  DecideDispute,
  decisionGrounds,
  Dispute,
  disputeCategories,
  disputeStates,
  escalate,
  feeBearers,
  foreseeSettlement,
  outcomes,
  requestDecision,
  settlementOf,
  stepAside,
  takeNextCase,
  takeUp,
  undecided,
  type DisputeEvent,
  type DisputeStatus,
  type Outcome,
} from '../../src/disputes/index.js';
import { sides } from '../../src/escrows/index.js';
import { accounts } from '../../src/ledger/index.js';
import { Components } from '../components.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction, type Consequence, type FormField } from '../shared/form-action.js';
import { choices, reason } from '../shared/forms.js';
import { choice, fields, reference, state } from '../shared/policy.js';
import type { Row } from '../shared/present.js';
import { disputeStory } from './dispute-story.js';

const statusOf = (row: Row) => row['status'] as DisputeStatus;
const target = (row: Row | null) => ({ disputeId: String(row?.['id']) });
const isOpen = (row: Row): boolean => undecided.includes(statusOf(row));

const judge = {
  permission: 'disputes.judge' as const,
  expects: { entity: Dispute, column: 'status' },
  inPage: true,
};

const deed = z.strictObject({ reason });

/** A step that takes a reason and moves no money. */
const step = (event: DisputeEvent) => ({
  ...judge,
  schema: deed,
  fields: [reasonField],
  offered: (row: Row) => disputeStates.can(statusOf(row), event),
});

const heldMoney = (row: Row) => ({
  amount: Number(row['amount']),
  feeAmount: Number(row['feeAmount']),
  buyerFeeAmount: Number(row['buyerFeeAmount']),
});

/** Who will get what, where that follows from the outcome alone. */
function shares(row: Row, outcome: Outcome): Consequence[] {
  const held: Consequence = { key: 'held_in_escrow', kind: 'money', value: Number(row['heldAmount']) };
  if (outcome === 'EXTEND') return [held];
  if (outcome === 'SPLIT')
    return [
      held,
      { key: 'price', kind: 'money', value: Number(row['amount']) },
      { key: 'fee_in_full', kind: 'money', value: Number(row['feeAmount']) },
    ];
  const { refundAmount, releaseAmount, feeAmount } = settlementOf(outcome, heldMoney(row));
  return [
    held,
    { key: 'to_buyer', kind: 'money', value: refundAmount },
    { key: 'to_seller', kind: 'money', value: releaseAmount },
    { key: 'to_shop', kind: 'money', value: feeAmount },
  ];
}

const groundField: FormField = {
  name: 'ground',
  input: 'choice',
  required: true,
  options: choices(decisionGrounds),
};

const grounded = { ground: z.enum(decisionGrounds), reason: z.string().trim().min(10).max(500) };

type Verdict = Omit<z.input<typeof DecideDispute>, 'disputeId' | 'outcome'>;

/** An outcome: the entries are shown first, also those that are written when nobody may appeal any more. */
function deciding<Input extends Verdict>(
  outcome: Outcome,
  {
    schema,
    extra,
    icon,
    variant,
  }: {
    schema: z.ZodType<Input>;
    extra: FormField[];
    icon: string;
    variant: 'success' | 'danger' | 'primary' | 'default';
  },
) {
  const wish = (input: Input, row: Row | null) => ({ ...target(row), outcome, ...input });
  return serviceAction<Input>({
    ...judge,
    schema,
    fields: [...extra, groundField, reasonField],
    icon,
    variant,
    preview: outcome !== 'EXTEND',
    offered: (row) =>
      outcome === 'EXTEND'
        ? disputeStates.can(statusOf(row), 'extend')
        : disputeStates.can(statusOf(row), 'decide') || disputeStates.can(statusOf(row), 'rule'),
    consequences: (row) => Promise.resolve(shares(row, outcome)),
    run: (uow, input, row) => decideDispute(uow, wish(input, row)),
    foresee: (uow, _input, row) => foreseeSettlement(uow, target(row).disputeId),
    ask: (uow, input, row) => requestDecision(uow, wish(input, row)),
  });
}

const Split = z.strictObject({
  ...grounded,
  toBuyerAmount: z.int().min(0),
  feeBorneBy: z.enum(feeBearers),
});

const Extension = z.strictObject({ ...grounded, extendHours: z.coerce.number().int().min(1).max(336) });

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
  list: ['number', 'status', 'category', 'heldAmount', 'outcome', 'slaAt', 'createdAt'],
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

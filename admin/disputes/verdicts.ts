import { z } from 'zod';
import {
  decideDispute,
  DecideDispute,
  decisionGrounds,
  Dispute,
  disputeStates,
  feeBearers,
  foreseeSettlement,
  requestDecision,
  settlementOf,
  undecided,
  type DisputeStatus,
  type Outcome,
} from '../../src/disputes/index.js';
import { reasonField, serviceAction, type Consequence, type FormField } from '../shared/form-action.js';
import { choices } from '../shared/forms.js';
import type { Row } from '../shared/present.js';

export const statusOf = (row: Row) => row['status'] as DisputeStatus;
export const target = (row: Row | null) => ({ disputeId: String(row?.['id']) });
export const isOpen = (row: Row): boolean => undecided.includes(statusOf(row));

/** What every deed of a judge has in common: the right, and the state that they were looking at. */
export const judge = {
  permission: 'disputes.judge' as const,
  expects: { entity: Dispute, column: 'status' },
  inPage: true,
};

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

export const grounded = { ground: z.enum(decisionGrounds), reason: z.string().trim().min(10).max(500) };

type Verdict = Omit<z.input<typeof DecideDispute>, 'disputeId' | 'outcome'>;

/** An outcome: the entries are shown first, also those that are written when nobody may appeal any more. */
export function deciding<Input extends Verdict>(
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

export const Split = z.strictObject({
  ...grounded,
  toBuyerAmount: z.int().min(0),
  feeBorneBy: z.enum(feeBearers),
});

export const Extension = z.strictObject({
  ...grounded,
  extendHours: z.coerce.number().int().min(1).max(336),
});

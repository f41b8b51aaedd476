import { z } from 'zod';
import {
  acts,
  Approval,
  approvalStates,
  approve,
  foreseeDeed,
  rejectApproval,
  type ApprovalStatus,
} from '../../src/staff/index.js';
import { Components } from '../components.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction, type Consequence } from '../shared/form-action.js';
import { reason } from '../shared/forms.js';
import { choice, fields, reference, state } from '../shared/policy.js';
import type { Row } from '../shared/present.js';
import { approvalStory } from './approval-story.js';

const deed = z.strictObject({ reason });

const decision = (row: Row | null, input: z.output<typeof deed>) => ({
  approvalId: String(row?.['id']),
  ...input,
});

const about = (row: Row, then: ApprovalStatus): Promise<Consequence[]> =>
  Promise.resolve([
    { key: 'asked', value: String(row['kind']) },
    { key: 'amount', kind: 'money', value: Number(row['amount']) },
    { key: 'asked_because', value: String(row['reason']) },
    { key: 'status_then', kind: 'state', value: then },
  ]);

const decide = {
  permission: 'approvals.decide' as const,
  schema: deed,
  fields: [reasonField],
  expects: { entity: Approval, column: 'status' },
};

const waits = (row: Row): boolean => approvalStates.can(row['status'] as ApprovalStatus, 'approve');

/** Deeds that wait for a second person, and what became of earlier ones. */
export const approvalResource = resource(Approval, {
  menu: 'finance',
  icon: 'CheckSquare',
  title: 'kind',
  read: 'approvals.read',
  fields: {
    kind: choice(acts),
    status: state(approvalStates.states),
    ...fields('word', 'subjectType'),
    ...fields('code', 'subjectId'),
    beneficiaryId: reference('User'),
    ...fields('money', 'amount'),
    ...fields('text', 'reason', 'decidedReason'),
    ...fields('json', 'observed'),
    makerId: { ...reference('StaffAccount'), permission: 'staff.read' },
    decidedBy: { ...reference('StaffAccount'), permission: 'staff.read' },
    ...fields('instant', 'createdAt', 'updatedAt', 'expiresAt', 'decidedAt', 'usedAt'),
  },
  hidden: ['payload', 'openKey'],
  list: ['kind', 'amount', 'beneficiaryId', 'reason', 'status', 'expiresAt'],
  filters: { status: 'state', kind: 'state', subjectId: 'exact', makerId: 'exact', beneficiaryId: 'exact' },
  sorts: ['id'],
  tabs: 'status',
  story: { component: Components.ApprovalStory, load: approvalStory },
  actions: {
    approve: serviceAction({
      ...decide,
      icon: 'CheckCircle',
      variant: 'success',
      preview: true,
      offered: waits,
      consequences: (row) => about(row, 'APPROVED'),
      run: (uow, input, row) => approve(uow, decision(row, input)),
      foresee: (uow, _input, row) => foreseeDeed(uow, String(row?.['id'])),
    }),
    reject: serviceAction({
      ...decide,
      icon: 'XCircle',
      variant: 'danger',
      offered: waits,
      consequences: (row) => about(row, 'REJECTED'),
      run: (uow, input, row) => rejectApproval(uow, decision(row, input)),
    }),
  },
});

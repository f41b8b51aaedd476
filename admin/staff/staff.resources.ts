import { z } from 'zod';
import {
  ActivityLog,
  createStaff,
  CreateStaff,
  editStaff,
  EditStaff,
  StaffAccount,
  staffRoles,
} from '../../src/staff/index.js';
import { hashPassword, newPasswordSchema } from '../../src/users/index.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction, type FormField } from '../shared/form-action.js';
import { choices, reason, withValues } from '../shared/forms.js';
import { choice, fields, reference } from '../shared/policy.js';

const personFields: FormField[] = [
  { name: 'name', input: 'text', required: true },
  { name: 'phone', input: 'text', nullable: true },
  { name: 'role', input: 'choice', required: true, options: choices(staffRoles) },
];

/** Who works here; managed by the owner alone. */
export const staffResource = resource(StaffAccount, {
  menu: 'system',
  title: 'name',
  read: 'staff.read',
  fields: {
    role: choice(staffRoles),
    ...fields('text', 'name'),
    ...fields('code', 'email', 'phone'),
    ...fields('flag', 'active'),
    ...fields('number', 'version'),
    ...fields('instant', 'lastLoginAt', 'sessionsValidFrom', 'createdAt', 'updatedAt'),
  },
  hidden: ['passwordHash', 'totpSecretCipher', 'totpLastStep'],
  list: ['name', 'email', 'role', 'active', 'lastLoginAt'],
  filters: { email: 'prefix', role: 'state', active: 'flag' },
  sorts: ['id', 'email'],
  searchBy: 'email',
  create: serviceAction({
    permission: 'staff.write',
    schema: z.strictObject({
      ...CreateStaff.omit({ password_hash: true }).shape,
      password: newPasswordSchema,
    }),
    fields: [
      ...personFields,
      { name: 'email', input: 'text', required: true },
      { name: 'password', input: 'password', required: true },
    ],
    run: async (uow, { password, ...person }) =>
      createStaff(uow, { ...person, password_hash: await hashPassword(password) }),
  }),
  edit: serviceAction({
    permission: 'staff.write',
    schema: z.strictObject({ ...EditStaff.shape.changes.required().shape, reason }),
    fields: (row) =>
      Promise.resolve([
        ...withValues([...personFields, { name: 'active', input: 'flag' }], row),
        reasonField,
      ]),
    expects: { entity: StaffAccount, column: 'version' },
    run: (uow, { reason: why, ...changes }, row) =>
      editStaff(uow, {
        staffId: String(row?.['id']),
        version: Number(row?.['version']),
        changes,
        reason: why,
      }),
  }),
});

/** Who did what, when and why; append-only for everybody. */
export const activityResource = resource(ActivityLog, {
  menu: 'system',
  title: 'action',
  read: 'activity.read',
  fields: {
    actorId: reference('StaffAccount'),
    ...fields('text', 'actorName', 'reason'),
    ...fields('word', 'action', 'actorKind', 'subjectType'),
    ...fields('code', 'subjectId', 'ip', 'requestId'),
    ...fields('json', 'beforeValues', 'afterValues'),
    ...fields('instant', 'createdAt'),
  },
  hidden: [],
  list: ['actorName', 'action', 'subjectType', 'subjectId', 'reason', 'createdAt'],
  filters: { subjectId: 'exact', actorId: 'exact' },
  sorts: ['id'],
});

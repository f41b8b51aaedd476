import { z } from 'zod';
import { addNote } from '../../src/care/index.js';
import {
  changeCustomerTier,
  ChangeCustomerTier,
  changeCustomerKyc,
  ChangeKycLevel,
  createCustomer,
  CreateCustomer,
  editCustomer,
  EditCustomer,
  moderateCustomer,
  RecordConsent,
  recordConsent,
} from '../../src/staff/index.js';
import {
  birthDateOf,
  consentChannels,
  customerTypes,
  hashPassword,
  kycLevels,
  newPasswordSchema,
  User,
  userStates,
  type BirthColumns,
  type UserEvent,
} from '../../src/users/index.js';
import { Components } from '../components.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction, type FormField } from '../shared/form-action.js';
import { choice, fields, reference, state } from '../shared/policy.js';
import type { Row } from '../shared/present.js';
import { choices, reason, withValues } from '../shared/forms.js';
import { customerStory } from './customer-story.js';

const contactFields: FormField[] = [
  { name: 'name', input: 'text', required: true },
  { name: 'email', input: 'text', required: true },
  { name: 'phone', input: 'text', required: true },
];

const NewCustomer = z.strictObject({
  ...CreateCustomer.omit({ password_hash: true }).shape,
  password: newPasswordSchema,
});

/** One button per way out of a state; the table of states decides which are offered. */
const moderation = (event: UserEvent) =>
  serviceAction({
    permission: 'users.status',
    schema: z.strictObject({ reason }),
    fields: [reasonField],
    icon: event === 'activate' ? 'UserCheck' : 'UserX',
    variant: event === 'activate' ? 'default' : 'danger',
    expects: { entity: User, column: 'status' },
    offered: (row) => userStates.can(row['status'] as User['status'], event),
    consequences: (row) =>
      Promise.resolve([
        { key: 'customer', value: String(row['name']) },
        { key: 'status_now', kind: 'state', value: String(row['status']) },
        { key: 'status_then', kind: 'state', value: userStates.next(row['status'] as User['status'], event) },
      ]),
    run: (uow, input, row) =>
      moderateCustomer(uow, { userId: String(row?.['id']), event, reason: input.reason }),
  });

/** Customers: found by e-mail or phone, corrected and closed with a reason. */
export const userResource = resource(User, {
  menu: 'customers',
  title: 'name',
  read: 'users.read',
  fields: {
    ...fields('text', 'name', 'statusReason', 'city'),
    ...fields('code', 'email', 'phone'),
    ...fields('flag', 'isGuest'),
    ...fields('instant', 'lastLoginAt', 'createdAt', 'updatedAt'),
    ...fields('number', 'version', 'birthYear', 'birthMonth', 'birthDay'),
    personId: reference('User'),
    status: state(userStates.states),
    customerType: choice(customerTypes),
    kycLevel: choice(kycLevels),
    locale: choice(['id', 'en']),
  },
  hidden: ['passwordHash', 'role'],
  list: ['name', 'email', 'phone', 'customerType', 'status', 'createdAt'],
  show: [
    'name',
    'status',
    'email',
    'phone',
    'customerType',
    'kycLevel',
    'isGuest',
    'locale',
    'birthDay',
    'birthMonth',
    'birthYear',
    'city',
    'statusReason',
    'lastLoginAt',
    'createdAt',
    'updatedAt',
  ],
  filters: { email: 'prefix', phone: 'prefix', status: 'state' },
  sorts: ['id', 'email', 'phone'],
  searchBy: 'email',
  tabs: 'status',
  subject: 'user',
  story: { component: Components.CustomerStory, load: customerStory },
  money: (row) => ({ ownerId: String(row['id']) }),
  create: serviceAction({
    permission: 'users.write',
    schema: NewCustomer,
    fields: [
      ...contactFields,
      {
        name: 'customerType',
        input: 'choice',
        required: true,
        options: choices(customerTypes),
        value: 'retail',
      },
      { name: 'password', input: 'password', required: true },
    ],
    run: async (uow, { password, ...person }) =>
      createCustomer(uow, { ...person, password_hash: await hashPassword(password) }),
  }),
  edit: serviceAction({
    permission: 'users.write',
    schema: z.strictObject({ ...EditCustomer.shape.changes.required().shape, reason }),
    fields: (row) =>
      Promise.resolve([
        ...withValues(
          [
            ...contactFields,
            { name: 'locale', input: 'choice', required: true, options: choices(['id', 'en']) },
            { name: 'birthDate', input: 'day', nullable: true },
            { name: 'city', input: 'text', nullable: true },
          ],
          { ...row, birthDate: row && birthDateOf(row as unknown as BirthColumns) },
        ),
        reasonField,
      ]),
    offered: (row) => !row['isGuest'],
    expects: { entity: User, column: 'version' },
    run: (uow, { reason: why, ...changes }, row) =>
      editCustomer(uow, { ...subject(row), changes, reason: why }),
  }),
  actions: {
    addNote: serviceAction({
      permission: 'notes.write',
      schema: z.strictObject({ body: z.string().trim().min(3).max(2_000) }),
      fields: [{ name: 'body', input: 'long-text', required: true }],
      icon: 'Edit3',
      run: (uow, input, row) => addNote(uow, { userId: String(row?.['id']), ...input }),
    }),
    noteConsent: serviceAction({
      permission: 'consents.write',
      schema: RecordConsent.omit({ userId: true }),
      fields: [
        { name: 'channel', input: 'choice', required: true, options: choices(consentChannels) },
        { name: 'given', input: 'flag' },
        reasonField,
      ],
      icon: 'CheckSquare',
      run: (uow, input, row) => recordConsent(uow, { userId: String(row?.['id']), ...input }),
    }),
    changeType: serviceAction({
      permission: 'users.write',
      schema: ChangeCustomerTier.omit({ userId: true }),
      icon: 'Tag',
      fields: (row) =>
        Promise.resolve([
          ...withValues(
            [{ name: 'customerType', input: 'choice', required: true, options: choices(customerTypes) }],
            row,
          ),
          reasonField,
        ]),
      expects: { entity: User, column: 'version' },
      run: (uow, input, row) => changeCustomerTier(uow, { userId: String(row?.['id']), ...input }),
    }),
    changeKyc: serviceAction({
      permission: 'users.kyc',
      schema: ChangeKycLevel.omit({ userId: true }),
      icon: 'UserCheck',
      fields: (row) =>
        Promise.resolve([
          ...withValues(
            [{ name: 'kycLevel', input: 'choice', required: true, options: choices(kycLevels) }],
            row,
          ),
          reasonField,
        ]),
      expects: { entity: User, column: 'version' },
      run: (uow, input, row) => changeCustomerKyc(uow, { userId: String(row?.['id']), ...input }),
    }),
    activate: moderation('activate'),
    deactivate: moderation('deactivate'),
    ban: moderation('ban'),
  },
});

const subject = (row: Row | null) => ({ userId: String(row?.['id']), version: Number(row?.['version']) });

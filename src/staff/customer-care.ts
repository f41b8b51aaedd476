import type { z } from 'zod';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import {
  birthColumnsOf,
  birthDateOf,
  changeCustomerType,
  changeKycLevel,
  changeUserStatus,
  editUser,
  registerUser,
  User,
  type BirthColumns,
  type ProfileChanges,
} from '../users/index.js';
import { assertNotBeneficiary } from './beneficiary.js';
import { recordActivity, type Activity } from './activity.js';
import {
  ChangeCustomerTier,
  ChangeKycLevel,
  CreateCustomer,
  EditCustomer,
  ModerateCustomer,
} from './customer.forms.js';
import { authorize } from './permissions.js';

type Deed = Omit<Activity, 'subjectType' | 'subjectId'>;

const record = (uow: UnitOfWork, subjectId: string, deed: Deed): Promise<void> =>
  recordActivity(uow, { subjectType: 'user', subjectId, ...deed });

/** Opens an account for a customer who asked for it at the counter. @throws DomainError 409 `account_exists`. */
export async function createCustomer(uow: UnitOfWork, input: CreateCustomer): Promise<User> {
  authorize(uow.actor, 'users.write');
  const user = await registerUser(uow, CreateCustomer.parse(input));
  const { name, email, phone, customerType } = user;
  await record(uow, user.id, { action: 'user.created', after: { name, email, phone, customerType } });
  return user;
}

const unknownBirthday: BirthColumns = { birthYear: null, birthMonth: null, birthDay: null };

/** A birthday that the form shows as empty, because an import brought a part or no real day, stays as it is. */
function columnsOf(
  { birthDate, ...rest }: z.output<typeof EditCustomer>['changes'],
  was: BirthColumns,
): ProfileChanges {
  const isCleared = birthDate === null && birthDateOf(was) !== null;
  if (birthDate) return { ...rest, ...birthColumnsOf(birthDate) };
  return isCleared ? { ...rest, ...unknownBirthday } : rest;
}

/** Corrects a customer's name, contact, language, city or birthday. @throws DomainError 409 when somebody else was faster. */
export async function editCustomer(uow: UnitOfWork, input: EditCustomer): Promise<User> {
  authorize(uow.actor, 'users.write');
  const { reason, ...edit } = EditCustomer.parse(input);
  const was = await uow.lock(User, { id: edit.userId });
  const { name, email, phone, locale, city } = was;
  const before = { name, email, phone, locale, city, birthDate: birthDateOf(was) };
  const user = await editUser(uow, { ...edit, changes: columnsOf(edit.changes, was) });
  await record(uow, user.id, { action: 'user.edited', reason, before, after: edit.changes });
  return user;
}

/** Activates, deactivates or bans a customer; a closed account is logged out everywhere. */
export async function moderateCustomer(uow: UnitOfWork, input: ModerateCustomer): Promise<User> {
  authorize(uow.actor, 'users.status');
  const { reason, ...move } = ModerateCustomer.parse(input);
  const { status } = await uow.lock(User, { id: move.userId });
  const user = await changeUserStatus(uow, { reason, ...move });
  const after = { status: user.status };
  await record(uow, user.id, { action: 'user.status_changed', reason, before: { status }, after });
  return user;
}

/** Moves a customer between the retail and the reseller prices. */
export async function changeCustomerTier(uow: UnitOfWork, input: ChangeCustomerTier): Promise<User> {
  authorize(uow.actor, 'users.write');
  const { reason, ...change } = ChangeCustomerTier.parse(input);
  const { customerType } = await uow.lock(User, { id: change.userId });
  const user = await changeCustomerType(uow, change);
  const after = { customerType: user.customerType };
  await record(uow, user.id, { action: 'user.type_changed', reason, before: { customerType }, after });
  return user;
}

/**
 * Notes how well a customer's identity was checked; limits of wallets follow from it at once. Nobody vouches for
 * themselves.
 * @throws DomainError `forbidden`, `own_benefit` (403), 409 `changed_meanwhile`.
 */
export async function changeCustomerKyc(uow: UnitOfWork, input: ChangeKycLevel): Promise<User> {
  authorize(uow.actor, 'users.kyc');
  const { reason, ...change } = ChangeKycLevel.parse(input);
  await assertNotBeneficiary(uow, { beneficiaryId: change.userId });
  const { kycLevel } = await uow.lock(User, { id: change.userId });
  const user = await changeKycLevel(uow, change);
  const after = { kycLevel: user.kycLevel };
  await record(uow, user.id, { action: 'user.kyc_changed', reason, before: { kycLevel }, after });
  return user;
}

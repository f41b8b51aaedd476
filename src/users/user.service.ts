import type { Contact } from '../platform/actor.js';
import { database, isDuplicate, query } from '../platform/database.js';
import { conflict, forbidden } from '../platform/errors.js';
import type { Locale } from '../platform/i18n.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { notePerson } from './persons.js';
import { endSessionsOf } from './sessions.js';
import { User, type CustomerType, type KycLevel } from './user.entity.js';
import { accountExists } from './user.errors.js';
import { userStates, type UserEvent } from './user.states.js';

export interface NewUser {
  name: string;
  /** As `normaliseEmail` and `normalisePhone` spell them. */
  email: string;
  phone: string;
  /** From `hashPassword`, made before the unit of work, because hashing takes longer than all of it. */
  password_hash: string;
  customerType?: CustomerType;
  locale?: Locale;
}

async function refuseTaken<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isDuplicate(error, 'users_email') || isDuplicate(error, 'users_phone')) throw accountExists();
    throw error;
  }
}

/** Opens an account. @throws DomainError 409 `account_exists` when the e-mail address or phone number is in use. */
export async function registerUser(uow: UnitOfWork, { password_hash, ...person }: NewUser): Promise<User> {
  const id = newId();
  const values = {
    id,
    personId: await notePerson(uow, id, [person]),
    role: 'customer' as const,
    customerType: 'retail' as const,
    locale: 'id' as const,
    ...person,
    kycLevel: 'NONE' as const,
    isGuest: false,
    status: 'ACTIVE' as const,
    version: 1,
  };
  await refuseTaken(uow.insert(User, { ...values, passwordHash: password_hash }));
  const times = { createdAt: uow.now, updatedAt: uow.now };
  const unsaid = { birthYear: null, birthMonth: null, birthDay: null, city: null };
  const user = Object.assign(new User(), {
    statusReason: null,
    lastLoginAt: null,
    ...unsaid,
    ...times,
    ...values,
  });
  uow.begin(userStates, user, 'register');
  return user;
}

export const userById = (id: string): Promise<User | null> =>
  database().getRepository(User).findOneBy({ id });

/** Where word reaches somebody. */
/** The contact of an account as it is now; null when there is no such account. */
export async function contactOfUser(id: string): Promise<Contact | null> {
  const [row] = await query<Contact>('SELECT name, email, phone FROM users WHERE id = ?', [id]);
  return row ?? null;
}

export type ProfileChanges = Partial<
  Pick<User, 'name' | 'email' | 'phone' | 'locale' | 'city' | 'birthYear' | 'birthMonth' | 'birthDay'>
>;

async function saveChanges(uow: UnitOfWork, user: User, changes: Partial<User>): Promise<User> {
  const next = { ...changes, version: user.version + 1 };
  const changed = await refuseTaken(uow.update(User, { id: user.id, version: user.version }, next));
  if (changed !== 1) throw conflict('changed_meanwhile', { noun: 'user' });
  const isMoved = [changes.email, changes.phone].some((value) => value !== undefined);
  if (isMoved)
    await notePerson(uow, user.personId, [
      user,
      { email: changes.email ?? null, phone: changes.phone ?? null },
    ]);
  uow.emit('user.changed', { id: user.id });
  return Object.assign(user, next, { updatedAt: uow.now });
}

/**
 * Changes who a customer is and how we reach them; with `version`, only if nobody did so since it was read.
 * @throws DomainError 409 `changed_meanwhile` or `account_exists`.
 */
export async function editUser(
  uow: UnitOfWork,
  { userId, version, changes }: { userId: string; version?: number; changes: ProfileChanges },
): Promise<User> {
  const user = await uow.lock(User, { id: userId });
  if (version !== undefined && version !== user.version)
    throw conflict('changed_meanwhile', { noun: 'user' });
  return saveChanges(uow, user, changes);
}

/** Customers never change their own standing; who among the staff may is the business of `staff`. */
function refuseCustomers(uow: UnitOfWork): void {
  if (uow.actor.kind === 'customer' || uow.actor.kind === 'guest') throw forbidden();
}

/** Opens, closes or bans an account; closing it logs the customer out everywhere at once. */
export async function changeUserStatus(
  uow: UnitOfWork,
  { userId, event, reason }: { userId: string; event: UserEvent; reason: string },
): Promise<User> {
  refuseCustomers(uow);
  const user = await uow.lock(User, { id: userId });
  const set = { statusReason: reason, version: user.version + 1 };
  await uow.move(userStates, User, user, event, { reason, set });
  if (user.status !== 'ACTIVE') await endSessionsOf(uow, userId, 'account_closed');
  return user;
}

/** Moves a customer to another price tier; orders already placed keep their prices. */
export async function changeCustomerType(
  uow: UnitOfWork,
  { userId, customerType }: { userId: string; customerType: CustomerType },
): Promise<User> {
  refuseCustomers(uow);
  return saveChanges(uow, await uow.lock(User, { id: userId }), { customerType });
}

/** Sets how well we know a customer. */
export async function changeKycLevel(
  uow: UnitOfWork,
  { userId, kycLevel }: { userId: string; kycLevel: KycLevel },
): Promise<User> {
  refuseCustomers(uow);
  return saveChanges(uow, await uow.lock(User, { id: userId }), { kycLevel });
}

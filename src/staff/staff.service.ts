import type { Staff } from '../platform/actor.js';
import { database, isDuplicate } from '../platform/database.js';
import { conflict } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { recordActivity } from './activity.js';
import { authorize } from './permissions.js';
import { StaffAccount } from './staff-account.entity.js';
import { lastOwner, ownAccount, staffExists } from './staff.errors.js';
import { CreateStaff, EditStaff, type StaffChanges } from './staff.forms.js';

/** A staff member as the console's session check needs them. */
export type StaffIdentity = Staff & { email: string; sessionsValidFrom: Date };

export const identityOf = (account: StaffAccount): StaffIdentity => ({
  kind: 'staff',
  id: account.id,
  role: account.role,
  name: account.name,
  email: account.email,
  sessionsValidFrom: account.sessionsValidFrom,
});

/** The staff member as they stand now; null once they are deactivated, so that a session ends with the account. */
export async function staffActor(id: string): Promise<StaffIdentity | null> {
  const account = await database().getRepository(StaffAccount).findOneBy({ id, active: true });
  return account && identityOf(account);
}

const isTaken = (error: unknown): boolean =>
  isDuplicate(error, 'staff_accounts_email') || isDuplicate(error, 'staff_accounts_phone');

/** Opens a staff account. @throws DomainError 403, or 409 `staff_exists` for an e-mail address or a phone number in use. */
export async function createStaff(uow: UnitOfWork, input: CreateStaff): Promise<StaffAccount> {
  authorize(uow.actor, 'staff.write');
  const { password_hash, ...person } = CreateStaff.parse(input);
  const values = { id: newId(), ...person, active: true, sessionsValidFrom: uow.now, version: 1 };
  try {
    await uow.insert(StaffAccount, { ...values, passwordHash: password_hash });
  } catch (error) {
    throw isTaken(error) ? staffExists() : error;
  }
  await recordActivity(uow, {
    action: 'staff.created',
    subjectType: 'staff',
    subjectId: values.id,
    after: person,
  });
  const times = { createdAt: uow.now, updatedAt: uow.now, lastLoginAt: null };
  return Object.assign(new StaffAccount(), times, values);
}

/** Locks all owners, so that two of them cannot dismiss each other at the same moment. */
async function refuseLastOwner(uow: UnitOfWork, account: StaffAccount): Promise<void> {
  const owners = await uow.sql<{ id: string }>(
    `SELECT id FROM staff_accounts WHERE role = 'owner' AND active = TRUE ORDER BY id FOR UPDATE`,
  );
  if (owners.every(({ id }) => id === account.id)) throw lastOwner();
}

const changesRights = (account: StaffAccount, { role, active }: StaffChanges): boolean =>
  (role !== undefined && role !== account.role) || (active !== undefined && active !== account.active);

const staysOwner = ({ role = 'owner', active = true }: StaffChanges): boolean => role === 'owner' && active;

async function refuseUnsafe(uow: UnitOfWork, account: StaffAccount, changes: StaffChanges): Promise<void> {
  if (uow.actor.kind === 'staff' && uow.actor.id === account.id) throw ownAccount();
  if (account.role === 'owner' && account.active && !staysOwner(changes)) await refuseLastOwner(uow, account);
}

/**
 * Renames, promotes, demotes, deactivates or brings back a staff member; new rights end their sessions.
 * @throws DomainError 409 `changed_meanwhile`, `own_staff_account`, `last_owner`.
 */
export async function editStaff(uow: UnitOfWork, input: EditStaff): Promise<StaffAccount> {
  authorize(uow.actor, 'staff.write');
  const { staffId, version, changes, reason } = EditStaff.parse(input);
  const account = await uow.lock(StaffAccount, { id: staffId });
  if (account.version !== version) throw conflict('changed_meanwhile', { noun: 'staff' });
  const rights = changesRights(account, changes);
  if (rights) await refuseUnsafe(uow, account, changes);
  const { name, phone, role, active } = account;
  const set = { ...changes, version: version + 1, ...(rights ? { sessionsValidFrom: uow.now } : {}) };
  try {
    await uow.update(StaffAccount, { id: staffId }, set);
  } catch (error) {
    throw isTaken(error) ? staffExists() : error;
  }
  await recordActivity(uow, {
    action: 'staff.edited',
    subjectType: 'staff',
    subjectId: staffId,
    reason,
    before: { name, phone, role, active },
    after: changes,
  });
  return Object.assign(account, set);
}

/** Sets a new password and ends all sessions: one's own, or, for a colleague who lost theirs, with the right to. */
export async function changeStaffPassword(
  uow: UnitOfWork,
  { staffId, password_hash }: { staffId: string; password_hash: string },
): Promise<void> {
  const own = uow.actor.kind === 'staff' && uow.actor.id === staffId;
  if (!own) authorize(uow.actor, 'staff.write');
  const { version } = await uow.lock(StaffAccount, { id: staffId });
  const set = { passwordHash: password_hash, sessionsValidFrom: uow.now, version: version + 1 };
  await uow.update(StaffAccount, { id: staffId }, set);
  await recordActivity(uow, { action: 'staff.password_changed', subjectType: 'staff', subjectId: staffId });
}

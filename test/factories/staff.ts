import type { Staff } from '../../src/platform/actor.js';
import { system } from '../../src/platform/actor.js';
import { inTransaction } from '../../src/platform/unit-of-work.js';
import { createStaff, type StaffAccount, type StaffRole } from '../../src/staff/index.js';
import { hashPassword } from '../../src/users/index.js';

/** Every made staff member logs in with it. */
export const staffPassword = 'sandi-petugas-uji';

let made = 0;
let hash: Promise<string> | undefined;

/** A staff account of a role, with an e-mail address that nobody else in this test run has. */
export async function aStaffAccount(role: StaffRole = 'admin'): Promise<StaffAccount> {
  hash ??= hashPassword(staffPassword);
  const password_hash = await hash;
  made += 1;
  const person = { name: `Petugas ${made}`, email: `petugas-${made}@toko.test`, role };
  return inTransaction(system('test'), (uow) => createStaff(uow, { ...person, password_hash }));
}

export const actorOf = ({ id, role, name }: StaffAccount): Staff => ({ kind: 'staff', id, role, name });

/** A staff member as an actor, for units of work. */
export const aStaff = async (role: StaffRole = 'admin'): Promise<Staff> => actorOf(await aStaffAccount(role));

import type { UnitOfWork } from '../../platform/unit-of-work.js';
import type { UserStatus } from '../../users/index.js';

export interface Account {
  id: string;
  personId: string;
  email: string | null;
  phone: string | null;
  status: UserStatus;
}

/** Customers with an account by whatever names them in a list: id, e-mail address or phone number, as `readList` spells it. */
export async function accountsNamed(uow: UnitOfWork, names: string[]): Promise<Map<string, Account>> {
  const rows = await uow.sql<Account>(
    `SELECT id, person_id AS personId, email, phone, status FROM users
     WHERE role = 'customer' AND NOT is_guest AND (id IN (?) OR email IN (?) OR phone IN (?))`,
    [names, names, names],
  );
  const found = new Map<string, Account>();
  for (const row of rows) for (const key of [row.id, row.email, row.phone]) if (key) found.set(key, row);
  return found;
}

import { sha256 } from '../platform/cipher.js';
import { database } from '../platform/database.js';
import { logger } from '../platform/logger.js';
import { forgive, networkOf, spend, type Limit } from '../platform/rate-limits.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { normaliseEmail, verifyPassword } from '../users/index.js';
import { recordActivity } from './activity.js';
import { StaffAccount } from './staff-account.entity.js';
import { identityOf, type StaffIdentity } from './staff.service.js';
import { openSecret, spendStep, stepOfCode } from './totp.js';

/** Per account and network, so that a stranger's wrong guesses lock out only the stranger. */
export const staffTries: Limit = { name: 'staff-login-account', points: 10, seconds: 900 };
/** Per account from everywhere together: guesses spread over many networks end here. */
export const staffTriesFromAnywhere: Limit = { name: 'staff-login-anywhere', points: 100, seconds: 3_600 };
export const staffNetworkTries: Limit = { name: 'staff-login-network', points: 60, seconds: 900 };

export interface StaffCredentials {
  email: string;
  password: string;
  /** Six digits of the authenticator app, from those who have turned it on. */
  totp?: string;
  ip: string;
}

/** Addresses do not stand in Redis in the clear. */
export const staffKey = (email: string): string => sha256(email);
export const staffTriesKey = (email: string, ip: string): string => `${staffKey(email)}:${networkOf(ip)}`;

const accountByEmail = (email: string): Promise<StaffAccount | null> =>
  database()
    .getRepository(StaffAccount)
    .createQueryBuilder('staff')
    .addSelect(['staff.passwordHash', 'staff.totpSecretCipher'])
    .where('staff.email = :email AND staff.active = TRUE', { email })
    .getOne();

/** Without a second factor the password is enough; with one, a code of it that was not used before. */
async function passesSecondFactor(uow: UnitOfWork, account: StaffAccount, code?: string): Promise<boolean> {
  if (!account.totpSecretCipher) return true;
  const step = code ? stepOfCode(openSecret(account.totpSecretCipher), code) : null;
  return step !== null && spendStep(uow, account.id, step);
}

/** The role and the session mark are read again under a lock: they may have changed while the password was checked. */
function enter(account: StaffAccount, totp?: string): Promise<StaffIdentity | null> {
  return inTransaction(identityOf(account), async (uow) => {
    const current = await uow.lock(StaffAccount, { id: account.id });
    if (!current.active || !(await passesSecondFactor(uow, account, totp))) return null;
    await uow.update(StaffAccount, { id: account.id }, { lastLoginAt: uow.now });
    await recordActivity(uow, { action: 'staff.logged_in', subjectType: 'staff', subjectId: account.id });
    return identityOf(current);
  });
}

async function forgetTries(email: string, ip: string): Promise<void> {
  await forgive(staffTries, staffTriesKey(email, ip));
  await forgive(staffTriesFromAnywhere, staffKey(email));
}

/**
 * The staff member behind e-mail, password and, where it is on, second factor; null for every wrong combination,
 * after the same work. Tries are counted per network, and per account, known or not, from this network and
 * from everywhere.
 * @throws DomainError 429 `too_many_requests`.
 */
export async function loginStaff({
  email,
  password,
  totp,
  ip,
}: StaffCredentials): Promise<StaffIdentity | null> {
  const address = normaliseEmail(email) ?? '';
  await spend(staffNetworkTries, ip);
  await spend(staffTries, staffTriesKey(address, ip));
  await spend(staffTriesFromAnywhere, staffKey(address));
  const account = await accountByEmail(address);
  const right = await verifyPassword(account?.passwordHash ?? null, password);
  const staff = account && right ? await enter(account, totp) : null;
  if (staff) await forgetTries(address, ip);
  else logger.warn({ staff_id: account?.id ?? null, ip }, 'staff login refused');
  return staff;
}

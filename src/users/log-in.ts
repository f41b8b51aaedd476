import { guest, type Actor } from '../platform/actor.js';
import { sha256 } from '../platform/cipher.js';
import { database } from '../platform/database.js';
import type { Locale } from '../platform/i18n.js';
import { forgive, networkOf, spend, type Limit } from '../platform/rate-limits.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { hashPassword, verifyPassword } from './password.js';
import { startSession, type Origin, type Session } from './sessions.js';
import { User } from './user.entity.js';
import { accountClosed, wrongCredentials } from './user.errors.js';
import { registerUser, type NewUser } from './user.service.js';

/**
 * Tries per account, known or not, and network, so that a stranger's wrong guesses lock out only the stranger; the
 * door counts tries per network.
 */
export const loginTries: Limit = { name: 'login-account', points: 10, seconds: 900 };
/** Tries per account from everywhere together: guesses spread over many networks end here. */
export const loginTriesFromAnywhere: Limit = { name: 'login-anywhere', points: 100, seconds: 3_600 };

export interface LoggedIn {
  user: User;
  session: Session;
}

export interface Credentials {
  email: string;
  password: string;
}

/** Where somebody knocks from. */
type Knock = Pick<Origin, 'ip'>;

export interface SignUp extends Credentials {
  name: string;
  phone: string;
  locale?: Locale;
}

/** Addresses do not stand in Redis in the clear. */
export const loginKey = (email: string): string => sha256(email);
export const loginTriesKey = (email: string, ip: string): string => `${loginKey(email)}:${networkOf(ip)}`;

const userByEmail = (email: string): Promise<User | null> =>
  database()
    .getRepository(User)
    .createQueryBuilder('user')
    .addSelect('user.passwordHash')
    .where('user.email = :email', { email })
    .getOne();

const asCustomer = ({ id, customerType }: User): Actor => ({ kind: 'customer', id, customerType });

const noteLogin = (uow: UnitOfWork, { id }: User): Promise<number> =>
  uow.update(User, { id }, { lastLoginAt: uow.now });

async function forgetTries(email: string, ip: string): Promise<void> {
  await forgive(loginTries, loginTriesKey(email, ip));
  await forgive(loginTriesFromAnywhere, loginKey(email));
}

/**
 * The customer behind e-mail and password. Whether an account exists shows neither in the answer nor in the time it
 * takes; that an account is closed is told only to whom knows its password.
 * @throws DomainError 401 `wrong_credentials`, 401 `account_closed`, 429 `too_many_requests`.
 */
export async function checkCredentials({ email, password }: Credentials, { ip }: Knock): Promise<User> {
  await spend(loginTries, loginTriesKey(email, ip));
  await spend(loginTriesFromAnywhere, loginKey(email));
  const user = await userByEmail(email);
  const right = await verifyPassword(user?.passwordHash ?? null, password);
  if (!user || !right) throw wrongCredentials();
  if (user.status !== 'ACTIVE') throw accountClosed();
  await forgetTries(email, ip);
  await inTransaction(asCustomer(user), (uow) => noteLogin(uow, user));
  return user;
}

/** Checks e-mail and password and starts a session. @throws DomainError as `checkCredentials` does. */
export async function logIn(credentials: Credentials, origin: Origin): Promise<LoggedIn> {
  const user = await checkCredentials(credentials, origin);
  const session = await inTransaction(asCustomer(user), (uow) => startSession(uow, user.id, origin));
  return { user, session };
}

/** A new account whose owner is about to be logged in. */
async function addAccount(uow: UnitOfWork, values: NewUser): Promise<User> {
  const user = await registerUser(uow, values);
  await noteLogin(uow, user);
  return user;
}

/**
 * Opens an account. That an address is in use cannot be hidden from someone who chooses one, so the door is slow for
 * a network instead, and the answer does not say which of the two is taken.
 * @throws DomainError 409 `account_exists`.
 */
export async function openAccount({ password, ...person }: SignUp): Promise<User> {
  const password_hash = await hashPassword(password);
  return inTransaction(guest, (uow) => addAccount(uow, { ...person, password_hash }));
}

/** Opens an account and starts a session. @throws DomainError 409 `account_exists`. */
export async function signUp({ password, ...person }: SignUp, origin: Origin): Promise<LoggedIn> {
  const password_hash = await hashPassword(password);
  return inTransaction(guest, async (uow) => {
    const user = await addAccount(uow, { ...person, password_hash });
    return { user, session: await startSession(uow, user.id, origin) };
  });
}

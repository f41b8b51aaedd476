import { Counter } from 'prom-client';
import { guest } from '../platform/actor.js';
import { newToken, sha256 } from '../platform/cipher.js';
import { bite } from '../platform/housekeeping.js';
import { newId } from '../platform/ids.js';
import { logger } from '../platform/logger.js';
import { metrics } from '../platform/metrics.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { RefreshToken } from './refresh-token.entity.js';
import { User } from './user.entity.js';
import { accountClosed, refreshTokenInvalid } from './user.errors.js';

const lifetimeMs = 30 * 86_400_000;

/** Where a session is used from, for the customer to recognise it by. */
export interface Origin {
  ip: string;
  userAgent: string;
}

/** The id stands in access tokens; the refresh token is shown once and stored as a hash. */
export interface Session {
  id: string;
  refreshToken: string;
}

const reuses = new Counter({
  name: 'refresh_token_reuses_total',
  help: 'Spent refresh tokens that came back: theft, or a client that loses answers.',
  registers: [metrics],
});

async function addToken(
  uow: UnitOfWork,
  userId: string,
  familyId: string | null,
  origin: Origin,
): Promise<Session> {
  const { token, hash } = newToken();
  const id = newId();
  await uow.insert(RefreshToken, {
    id,
    familyId: familyId ?? id,
    userId,
    tokenHash: hash,
    expiresAt: new Date(uow.now.getTime() + lifetimeMs),
    userAgent: origin.userAgent,
    ip: origin.ip,
  });
  return { id: familyId ?? id, refreshToken: token };
}

export const startSession = (uow: UnitOfWork, userId: string, origin: Origin): Promise<Session> =>
  addToken(uow, userId, null, origin);

async function isEnded(uow: UnitOfWork, familyId: string): Promise<boolean> {
  const revoked = await uow.sql(
    'SELECT id FROM refresh_tokens WHERE family_id = ? AND revoked_at IS NOT NULL LIMIT 1',
    [familyId],
  );
  return revoked.length > 0;
}

/** Spends the token if nobody has; of two requests that bring the same one, exactly one gets `true`. */
const spendToken = async (uow: UnitOfWork, id: string): Promise<boolean> =>
  (await uow.run('UPDATE refresh_tokens SET used_at = ? WHERE id = ? AND used_at IS NULL', [uow.now, id])) ===
  1;

type EndReason = 'logout' | 'reuse' | 'account_closed' | 'password_changed';

const endFamily = (uow: UnitOfWork, familyId: string, reason: EndReason): Promise<number> =>
  uow.run(
    'UPDATE refresh_tokens SET revoked_at = ?, revoked_reason = ? WHERE family_id = ? AND revoked_at IS NULL',
    [uow.now, reason, familyId],
  );

type Rotation = { user: User; session: Session } | { reusedBy: string };

async function rotate(uow: UnitOfWork, token: string, origin: Origin): Promise<Rotation> {
  const row = await uow.find(RefreshToken, { tokenHash: sha256(token) });
  if (!row || row.expiresAt <= uow.now || (await isEnded(uow, row.familyId))) throw refreshTokenInvalid();
  if (!(await spendToken(uow, row.id))) {
    await endFamily(uow, row.familyId, 'reuse');
    return { reusedBy: row.userId };
  }
  const user = await uow.find(User, { id: row.userId });
  if (user?.status !== 'ACTIVE') throw accountClosed();
  return { user, session: await addToken(uow, user.id, row.familyId, origin) };
}

/**
 * Exchanges a refresh token for its successor. A token that was spent before ends the whole session: one of the
 * two who hold it is a thief, and nobody can tell which.
 * @throws DomainError 401 `refresh_token_invalid` or `account_closed`.
 */
export async function refreshSession(
  token: string,
  origin: Origin,
): Promise<{ user: User; session: Session }> {
  const outcome = await inTransaction(guest, (uow) => rotate(uow, token, origin));
  if ('session' in outcome) return outcome;
  reuses.inc();
  logger.warn({ user_id: outcome.reusedBy, ip: origin.ip }, 'spent refresh token came back; session ended');
  throw refreshTokenInvalid();
}

/** Logs out: the session of this refresh token, spent or not, is over. An unknown token is nobody's session. */
export async function endSession(uow: UnitOfWork, token: string): Promise<void> {
  const row = await uow.find(RefreshToken, { tokenHash: sha256(token) });
  if (row) await endFamily(uow, row.familyId, 'logout');
}

/** Logs a customer out everywhere. */
export const endSessionsOf = (uow: UnitOfWork, userId: string, reason: EndReason): Promise<number> =>
  uow.run(
    'UPDATE refresh_tokens SET revoked_at = ?, revoked_reason = ? WHERE user_id = ? AND revoked_at IS NULL',
    [uow.now, reason, userId],
  );

/** Forgets a bite of the tokens that have been useless for a day; answers how many. */
export const forgetExpiredTokens = (uow: UnitOfWork): Promise<number> =>
  uow.run(`DELETE FROM refresh_tokens WHERE expires_at < ? ORDER BY expires_at LIMIT ${bite}`, [
    new Date(uow.now.getTime() - 86_400_000),
  ]);

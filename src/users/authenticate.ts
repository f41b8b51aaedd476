import type { Contact, Customer } from '../platform/actor.js';
import { query } from '../platform/database.js';
import type { Authenticate } from '../platform/http/mount.js';
import { verifyAccessToken, type Claims } from './access-token.js';
import type { User } from './user.entity.js';
import { accessTokenInvalid, accountClosed } from './user.errors.js';

interface Standing extends Contact {
  customer_type: User['customerType'];
  status: User['status'];
  ended: number | string;
}

async function standingOf(userId: string, sessionId: string): Promise<Standing | undefined> {
  const [row] = await query<Standing>(
    `SELECT customer_type, status, name, email, phone,
            EXISTS (SELECT 1 FROM refresh_tokens WHERE family_id = ? AND revoked_at IS NOT NULL) AS ended
     FROM users WHERE id = ?`,
    [sessionId, userId],
  );
  return row;
}

/** The customer of a session as they stand now: a ban, a logout or a new customer type works at once. */
async function customerOfSession({ userId, sessionId }: Claims): Promise<Customer> {
  const standing = await standingOf(userId, sessionId);
  if (!standing) throw accessTokenInvalid();
  if (standing.status !== 'ACTIVE') throw accountClosed();
  if (Number(standing.ended) !== 0) throw accessTokenInvalid();
  const { customer_type: customerType, name, email, phone } = standing;
  return { kind: 'customer', id: userId, customerType, contact: { name, email, phone } };
}

/**
 * The customer behind an access token.
 * @throws DomainError 401 when the token, the session or the account is no longer good.
 */
export const customerByToken = async (token: string): Promise<Customer> =>
  customerOfSession(await verifyAccessToken(token));

/** Reads `Authorization: Bearer …`; without the header nobody in particular is there. */
export const authenticate: Authenticate = async (req) => {
  const header = req.get('authorization');
  if (header === undefined) return null;
  const [, token] = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(header) ?? [];
  if (!token) throw accessTokenInvalid();
  const claims = await verifyAccessToken(token);
  return { id: claims.userId, actor: () => customerOfSession(claims) };
};

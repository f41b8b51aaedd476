import type { Contact, Customer } from '../platform/actor.js';
import { query } from '../platform/database.js';
import type { Authenticate } from '../platform/http/mount.js';
import { together } from '../platform/together.js';
import { noteActiveDay } from './active-day.js';
import { verifyAccessToken, type Claims } from './access-token.js';
import type { User } from './user.entity.js';
import { accessTokenInvalid, accountClosed } from './user.errors.js';

interface Standing extends Contact {
  id: string;
  customer_type: User['customerType'];
  status: User['status'];
  /** Whether the session was. */
  ended: boolean;
}

interface Family {
  family_id: string;
}

/** A customer with a session, as a key. */
const keyOf = ({ userId, sessionId }: Claims): string => `${userId} ${sessionId}`;

/** How customers and their sessions stand, by the key of both. */
async function standingsOf(keys: string[]): Promise<Map<string, Standing>> {
  const pairs = keys.map((key) => key.split(' ') as [string, string]);
  const [users, families] = (await query(
    `SELECT id, customer_type, status, name, email, phone FROM users WHERE id IN (?);
     SELECT DISTINCT family_id FROM refresh_tokens WHERE family_id IN (?) AND revoked_at IS NOT NULL`,
    [pairs.map(([userId]) => userId), pairs.map(([, sessionId]) => sessionId)],
  )) as [Omit<Standing, 'ended'>[], Family[]];
  const standing = new Map(users.map((user) => [user.id, user]));
  const ended = new Set(families.map(({ family_id }) => family_id));
  return new Map(
    keys.flatMap((key, position) => {
      const [userId, sessionId] = pairs[position] ?? [];
      const user = standing.get(userId ?? '');
      return user ? [[key, { ...user, ended: ended.has(sessionId ?? '') }]] : [];
    }),
  );
}

const standingOf = together(standingsOf);

/** The customer of a session as they stand now: a ban, a logout or a new customer type works at once. */
async function customerOfSession(claims: Claims): Promise<Customer> {
  const standing = await standingOf(keyOf(claims));
  if (!standing) throw accessTokenInvalid();
  if (standing.status !== 'ACTIVE') throw accountClosed();
  if (standing.ended) throw accessTokenInvalid();
  await noteActiveDay(standing.id);
  const { id, customer_type: customerType, name, email, phone } = standing;
  return { kind: 'customer', id, customerType, contact: { name, email, phone } };
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

import type { Request, Response } from 'express';
import type { Customer } from '../platform/actor.js';
import { newToken, sha256 } from '../platform/cipher.js';
import { clock } from '../platform/clock.js';
import { query } from '../platform/database.js';
import { bite } from '../platform/housekeeping.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { noteActiveDay } from '../users/index.js';
import { cookieName, cookieOptions, readCookie } from './cookies.js';

export const sessionCookie = cookieName('amanah');
const lifetimeMs = 30 * 86_400_000;

const tokenOf = (req: Request) => readCookie(req.headers.cookie, sessionCookie);

const endSessionOf = async (req: Request): Promise<void> => {
  const token = tokenOf(req);
  if (token) await query('DELETE FROM page_sessions WHERE token_hash = ?', [sha256(token)]);
};

/** Where a browser calls from and what it calls itself. */
const originOf = (req: Request): (string | null)[] => [
  req.ip ?? null,
  req.get('user-agent')?.slice(0, 200) ?? null,
];

/** Logs a browser in: an unguessable cookie whose hash is a row, so that a ban or a logout ends it at once. */
export async function openPageSession(req: Request, res: Response, userId: string): Promise<void> {
  await endSessionOf(req);
  const { token, hash } = newToken();
  const now = clock.now();
  await query(
    `INSERT INTO page_sessions (id, user_id, token_hash, expires_at, ip, user_agent, created_at)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [newId(), userId, hash, new Date(now.getTime() + lifetimeMs), ...originOf(req), now],
  );
  res.cookie(sessionCookie, token, { ...cookieOptions, maxAge: lifetimeMs });
}

export async function closePageSession(req: Request, res: Response): Promise<void> {
  await endSessionOf(req);
  res.clearCookie(sessionCookie, cookieOptions);
}

/** Forgets a bite of the sessions that are over; answers how many. */
export const forgetPageSessions = (uow: UnitOfWork): Promise<number> =>
  uow.run(`DELETE FROM page_sessions WHERE expires_at < ? ORDER BY expires_at LIMIT ${bite}`, [uow.now]);

/** A logged-in customer as the header of a page shows them. */
export interface Visitor extends Customer {
  name: string;
  /** How many messages they have not read. */
  unread: number;
}

interface VisitorRow {
  id: string;
  name: string;
  customer_type: 'retail' | 'reseller';
  unread: number | string;
}

/** The customer behind a cookie header; null for guests, for ended sessions and for closed accounts. */
export async function visitorOf(cookieHeader: string | undefined): Promise<Visitor | null> {
  const token = readCookie(cookieHeader, sessionCookie);
  if (!token) return null;
  const [row] = await query<VisitorRow>(
    `SELECT u.id, u.name, u.customer_type,
            (SELECT COUNT(*) FROM notifications n WHERE n.user_id = u.id AND n.read_at IS NULL) AS unread
     FROM page_sessions s JOIN users u ON u.id = s.user_id
     WHERE s.token_hash = ? AND s.expires_at > ? AND u.status = 'ACTIVE'`,
    [sha256(token), clock.now()],
  );
  if (!row) return null;
  const { id, name, customer_type: customerType } = row;
  await noteActiveDay(id);
  return { kind: 'customer', id, name, customerType, unread: Number(row.unread) };
}

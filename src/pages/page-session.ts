import type { Request, Response } from 'express';
import { newToken, sha256 } from '../platform/cipher.js';
import { clock } from '../platform/clock.js';
import { config } from '../platform/config.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import type { Customer } from '../platform/actor.js';
import { readCookie } from './cookies.js';

/** Browsers that follow a link from a mail stay logged in, so the cookie is Lax; state changes check the Origin. */
const secure = config.PUBLIC_URL.startsWith('https:');
export const sessionCookie = secure ? '__Host-amanah' : 'amanah';
const lifetimeMs = 30 * 86_400_000;

const cookieOptions = { httpOnly: true, secure, sameSite: 'lax', path: '/' } as const;

/** Logs a browser in: an unguessable cookie whose hash is a row, so that a ban or a logout ends it at once. */
export async function openPageSession(res: Response, userId: string): Promise<void> {
  const { token, hash } = newToken();
  const now = clock.now();
  await query(
    'INSERT INTO page_sessions (id, user_id, token_hash, expires_at, created_at) VALUES (?, ?, ?, ?, ?)',
    [newId(), userId, hash, new Date(now.getTime() + lifetimeMs), now],
  );
  res.cookie(sessionCookie, token, { ...cookieOptions, maxAge: lifetimeMs });
}

export async function closePageSession(req: Request, res: Response): Promise<void> {
  const token = readCookie(req.headers.cookie, sessionCookie);
  if (token) await query('DELETE FROM page_sessions WHERE token_hash = ?', [sha256(token)]);
  res.clearCookie(sessionCookie, cookieOptions);
}

export interface Visitor extends Customer {
  name: string;
}

interface VisitorRow {
  id: string;
  name: string;
  customer_type: 'retail' | 'reseller';
}

/** The customer behind a cookie header; null for guests, for ended sessions and for closed accounts. */
export async function visitorOf(cookieHeader: string | undefined): Promise<Visitor | null> {
  const token = readCookie(cookieHeader, sessionCookie);
  if (!token) return null;
  const [row] = await query<VisitorRow>(
    `SELECT u.id, u.name, u.customer_type FROM page_sessions s JOIN users u ON u.id = s.user_id
     WHERE s.token_hash = ? AND s.expires_at > ? AND u.status = 'ACTIVE'`,
    [sha256(token), clock.now()],
  );
  return row ? { kind: 'customer', id: row.id, name: row.name, customerType: row.customer_type } : null;
}

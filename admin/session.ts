import { RedisStore } from 'connect-redis';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import { derivedKey } from '../src/platform/cipher.js';
import { clock } from '../src/platform/clock.js';
import { config } from '../src/platform/config.js';
import { unavailable } from '../src/platform/errors.js';
import { redis, redisKey } from '../src/platform/redis.js';

declare module 'express-session' {
  interface SessionData {
    /** Who logged in; everything else about the person is loaded again on each request. */
    staffId: string;
    /** Business time of the login, compared with `sessionsValidFrom` of the account. */
    startedAt: number;
    /** Machine time of the login, for the absolute limit. */
    startedWall: number;
  }
}

const idleMs = 2 * 3_600_000;
const absoluteMs = 12 * 3_600_000;
const isHttps = config.PUBLIC_URL.startsWith('https:');

/** `__Host-` binds the cookie to this very host, but browsers accept the prefix over https only. */
export const cookieName = isHttps ? '__Host-amanah_staff' : 'amanah_staff';

const cookie = { httpOnly: true, sameSite: 'strict', secure: isHttps, path: '/' } as const;

let shared: RequestHandler | undefined;

/** The console's session, kept in Redis; the same middleware serves the pages and the staff sockets. */
export function consoleSession(): RequestHandler {
  shared ??= session({
    name: cookieName,
    secret: derivedKey('console-session').toString('hex'),
    store: new RedisStore({ client: redis(), prefix: `${redisKey('staff-session')}:` }),
    resave: false,
    saveUninitialized: false,
    rolling: true,
    cookie: { ...cookie, maxAge: idleMs },
  });
  return shared;
}

/**
 * Gives the request its session, or answers 503: express-session itself would go on without one while its store is
 * away, and a console without sessions is open or closed to everybody.
 */
export const requireSession: RequestHandler = (req, res, next) =>
  void consoleSession()(req, res, (error?: unknown) =>
    next(error || req.session === undefined ? unavailable('session store') : undefined),
  );

const done = (settle: (error?: unknown) => void) => (error: unknown) =>
  error ? settle(error) : settle(undefined);

/** Begins a session under a new id, so that an id planted before the login opens nothing. */
export async function beginSession(req: Request, staffId: string): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    req.session.regenerate(done((error) => (error ? reject(error as Error) : resolve()))),
  );
  req.session.staffId = staffId;
  req.session.startedAt = clock.now().getTime();
  req.session.startedWall = clock.wall().getTime();
  await new Promise<void>((resolve, reject) =>
    req.session.save(done((error) => (error ? reject(error as Error) : resolve()))),
  );
}

/** Forgets the session on both sides. */
export async function endSession(req: Request): Promise<void> {
  await new Promise<void>((resolve, reject) =>
    req.session.destroy(done((error) => (error ? reject(error as Error) : resolve()))),
  );
  req.res?.clearCookie(cookieName, cookie);
}

interface Login {
  startedAt?: number;
  startedWall?: number;
}

/** Whether a login still counts: within twelve hours, and not older than the last change of password, factor or role. */
export function isStillValid({ startedAt, startedWall }: Login, sessionsValidFrom: Date): boolean {
  if (startedAt === undefined || startedWall === undefined) return false;
  return clock.wall().getTime() - startedWall < absoluteMs && startedAt >= sessionsValidFrom.getTime();
}

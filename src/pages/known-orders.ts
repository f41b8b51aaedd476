import type { Request, Response } from 'express';
import { z } from 'zod';
import { idPattern } from '../platform/ids.js';
import { cookieName, cookieOptions, readCookie, seal, unseal } from './cookies.js';

const name = cookieName('orders');
const lifetimeMs = 90 * 86_400_000;
const most = 20;
const shape = z.array(z.string().regex(idPattern)).max(most);

const knownTo = (req: Request): string[] =>
  shape.safeParse(unseal('orders', readCookie(req.headers.cookie, name))).data ?? [];

/** Whether this browser placed the order as a guest, or found it by number and phone. */
export const isKnownOrder = (req: Request, id: string): boolean => knownTo(req).includes(id);

/** Whoever uses this browser next must find the orders again. */
export const forgetOrders = (res: Response): void => void res.clearCookie(name, cookieOptions);

/** Lets this browser see the order later, without a login; the oldest of many is forgotten. */
export function rememberOrder(req: Request, res: Response, id: string): void {
  const ids = [id, ...knownTo(req).filter((known) => known !== id)].slice(0, most);
  res.cookie(name, seal('orders', ids), { ...cookieOptions, maxAge: lifetimeMs });
}

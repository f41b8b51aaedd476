import type { Request, Response } from 'express';
import { z } from 'zod';
import { idPattern } from '../platform/ids.js';
import { cookieName, cookieOptions, readCookie, seal, unseal } from './cookies.js';

export interface CartLine {
  productId: string;
  quantity: number;
}

/** As many different products as fit in a cookie; an order may hold more, but nobody fills one here. */
export const mostLines = 20;
/** Pieces of one product. */
export const mostPieces = 1_000;

const name = cookieName('cart');
const lifetimeMs = 14 * 86_400_000;
const shape = z.array(z.tuple([z.string().regex(idPattern), z.int().min(1).max(mostPieces)])).max(mostLines);

/** What the browser carries; an unreadable cart is an empty one. */
export function cartOf(req: Request): CartLine[] {
  const { data } = shape.safeParse(unseal('cart', readCookie(req.headers.cookie, name)));
  return (data ?? []).map(([productId, quantity]) => ({ productId, quantity }));
}

export const piecesIn = (req: Request): number =>
  cartOf(req).reduce((total, { quantity }) => total + quantity, 0);

export function keepCart(res: Response, lines: CartLine[]): void {
  if (lines.length === 0) return void res.clearCookie(name, cookieOptions);
  const content = seal(
    'cart',
    lines.map(({ productId, quantity }) => [productId, quantity]),
  );
  res.cookie(name, content, { ...cookieOptions, maxAge: lifetimeMs });
}

/** The cart with that many pieces of a product; none takes it out. */
export function withQuantity(lines: CartLine[], productId: string, quantity: number): CartLine[] {
  const bounded = Math.min(Math.max(quantity, 0), mostPieces);
  const known = lines.some((line) => line.productId === productId);
  const next = known
    ? lines.map((line) => (line.productId === productId ? { productId, quantity: bounded } : line))
    : [...lines, { productId, quantity: bounded }];
  return next.filter((line) => line.quantity > 0).slice(0, mostLines);
}

/** A whole number of pieces as typed; null when it is none. */
export const piecesOf = (typed: string): number | null => (/^\d{1,4}$/.test(typed) ? Number(typed) : null);

import { newToken, sha256 } from '../platform/cipher.js';
import { conflict, DomainError } from '../platform/errors.js';
import { isRepeat, madeUnder, meaningOf, type IdempotentRequest } from '../platform/idempotency.js';
import { spend } from '../platform/rate-limits.js';
import { placeSchema, placeTransaction } from '../transactions/index.js';
import { parseForm, textOf, under, type Fields } from './form.js';
import { rememberOrder } from './known-orders.js';
import type { PageVisit } from './page.js';

/** Each order form carries a key of its own, so that a double click or a reload makes no second order. */
export const newFormKey = (): string => newToken().token;

const limit = { name: 'place-transaction', points: 30, seconds: 60 };

/** Who gets the receipt: a customer's account knows it, a guest is asked. */
export const contactIn = ({ visitor }: PageVisit, form: Fields) =>
  visitor ? {} : { contact: { name: '', email: '', phone: '', ...under(form, 'contact') } };

function requestOf({ actor, ip }: PageVisit, form: Fields, order: unknown): IdempotentRequest {
  const key = textOf(form['key'], 120);
  if (!/^[\w-]{20,120}$/.test(key)) throw new DomainError('idempotency_key_invalid', 400);
  const owner = actor.kind === 'customer' ? `customer:${actor.id}` : `guest:${sha256(ip)}`;
  return { owner, route: 'page order', key, bodyHash: meaningOf(order) };
}

/** The order that an earlier press of the same button made; another order from the same page wants a second look. */
async function orderMadeBefore(idempotency: IdempotentRequest): Promise<string> {
  try {
    return await madeUnder(idempotency);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'idempotency_key_reused')
      throw conflict('already_ordered');
    throw error;
  }
}

/** Nobody pays another price than the one that stood on the page. @throws DomainError `price_changed` (409). */
async function assertSeen(form: Fields, amountNow: () => Promise<number>): Promise<void> {
  const seen = form['seen_amount'];
  if (seen !== undefined && seen !== String(await amountNow())) throw conflict('price_changed');
}

/**
 * Places what a form asks for and answers the order's id; the same form again answers the same id.
 * @throws DomainError for what a person can mend, among it `already_ordered` and `price_changed` (409).
 */
export async function placeOrder(
  visit: PageVisit,
  form: Fields,
  wish: unknown,
  amountNow: () => Promise<number>,
): Promise<string> {
  const { actor, locale, ip, req, res } = visit;
  await spend(limit, 'id' in actor ? actor.id : ip);
  const order = parseForm(placeSchema, wish);
  const idempotency = requestOf(visit, form, order);
  try {
    await assertSeen(form, amountNow);
    const { transaction } = await placeTransaction({ order, actor, locale, idempotency });
    if (!visit.visitor) rememberOrder(req, res, transaction.id);
    return transaction.id;
  } catch (error) {
    if (!(await isRepeat(idempotency, error))) throw error;
    const id = await orderMadeBefore(idempotency);
    if (!visit.visitor) rememberOrder(req, res, id);
    return id;
  }
}

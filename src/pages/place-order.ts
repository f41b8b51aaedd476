import { conflict } from '../platform/errors.js';
import { spend } from '../platform/rate-limits.js';
import { placeSchema, placeTransaction } from '../transactions/index.js';
import { parseForm, under, type Fields } from './form.js';
import { rememberOrder } from './known-orders.js';
import { once } from './once.js';
import type { PageVisit } from './page.js';

const limit = { name: 'place-transaction', points: 30, seconds: 60 };

/** Who gets the receipt: a customer's account knows it, a guest is asked. */
export const contactIn = ({ visitor }: PageVisit, form: Fields) =>
  visitor ? {} : { contact: { name: '', email: '', phone: '', ...under(form, 'contact') } };

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
  const id = await once(visit, form, { route: 'page order', wish: order }, async (idempotency) => {
    await assertSeen(form, amountNow);
    const { transaction } = await placeTransaction({ order, actor, locale, ip, idempotency });
    return transaction.id;
  });
  if (!visit.visitor) rememberOrder(req, res, id);
  return id;
}

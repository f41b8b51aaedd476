import { guest } from '../platform/actor.js';
import { DomainError, notFound, unauthenticated } from '../platform/errors.js';
import { idPattern } from '../platform/ids.js';
import { spend } from '../platform/rate-limits.js';
import { inTransaction } from '../platform/unit-of-work.js';
import {
  cancelTransaction,
  listTransactions,
  presentTransactions,
  trackSchema,
  trackTransaction,
  transactionById,
  transactionOfUser,
  transactionStates,
  type Transaction,
} from '../transactions/index.js';
import { formOf, freshForm, isMendable, parseForm, refusedForm, textOf } from './form.js';
import { isKnownOrder, rememberOrder } from './known-orders.js';
import { mayCallOff, orderView } from './order-view.js';
import type { Visitor } from './page-session.js';
import { seeOther, type PageVisit } from './page.js';
import { privately, render } from './render.js';

const perPage = 15;

/** The order of an address: the visitor's own, or one that this browser placed or found. @throws DomainError. */
async function orderOf({ req, visitor }: PageVisit): Promise<Transaction> {
  const id = textOf(req.params['id'], 26);
  if (!idPattern.test(id)) throw notFound('transaction');
  if (isKnownOrder(req, id)) return transactionById(id);
  if (!visitor) throw unauthenticated();
  return transactionOfUser(id, visitor.id);
}

/** Whoever is not logged in may be the owner all the same, and comes back after the login. */
export async function showOrder(visit: PageVisit): Promise<void> {
  try {
    render(visit, 'transactions/order', { view: await orderView(visit, await orderOf(visit)) });
  } catch (error) {
    if (!(error instanceof DomainError) || error.status !== 401) throw error;
    seeOther(visit, `/login?next=${encodeURIComponent(visit.req.path)}`);
  }
}

/** What an open order page asks for: only its mark while nothing has changed. */
export async function showOrderState(visit: PageVisit): Promise<void> {
  const { status, version, now, html } = await orderView(visit, await orderOf(visit));
  const isNews = visit.req.query['seen'] !== version;
  visit.res.set(privately).json({ status, version, now, ...(isNews ? { html } : {}) });
}

/** Calls an unpaid order off; if it was paid in the meantime, the page says so. */
export async function cancelOrder(visit: PageVisit): Promise<void> {
  const sale = await orderOf(visit);
  const actor = sale.userId === null ? guest : visit.actor;
  const wish = { transactionId: sale.id, reason: 'customer_changed_mind' };
  if (mayCallOff(visit, sale))
    await inTransaction(actor, (uow) => cancelTransaction(uow, wish)).catch(unlessTooLate);
  seeOther(visit, `/orders/${sale.id}`);
}

function unlessTooLate(error: unknown): void {
  if (!(error instanceof DomainError) || error.status !== 409) throw error;
}

export async function listOrders(visit: PageVisit & { visitor: Visitor }): Promise<void> {
  const { query } = visit.req;
  const cursor = textOf(query['cursor'], 26);
  const status = textOf(query['status'], 20);
  const known = (transactionStates.states as readonly string[]).includes(status);
  const { rows, page } = await listTransactions({
    userId: visit.visitor.id,
    limit: perPage,
    ...(idPattern.test(cursor) ? { cursor } : {}),
    ...(known ? { status } : {}),
  });
  render(visit, 'transactions/orders', {
    orders: await presentTransactions(rows),
    status: known ? status : '',
    next: page.next_cursor,
  });
}

const limit = { name: 'track-transaction', points: 10, seconds: 300 };

export const showTracking = (visit: PageVisit): void => {
  const number = textOf(visit.req.query['number'], 24);
  render(visit, 'transactions/track', { form: freshForm({ number }) });
};

/** Order number and phone together open an order in this browser; a wrong pair says no more than "not found". */
export async function trackOrder(visit: PageVisit): Promise<void> {
  const form = formOf(visit.req);
  await spend(limit, visit.ip);
  try {
    const { number, phone } = parseForm(trackSchema, {
      number: form['number'] ?? '',
      phone: form['phone'] ?? '',
    });
    const sale = await trackTransaction(number, phone);
    rememberOrder(visit.req, visit.res, sale.id);
    seeOther(visit, `/orders/${sale.id}`);
  } catch (error) {
    if (!isMendable(error) && !(error instanceof DomainError && error.status === 404)) throw error;
    render(visit, 'transactions/track', { form: refusedForm(error, form, visit.locale) }, error.status);
  }
}

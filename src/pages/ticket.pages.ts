import { z } from 'zod';
import { notFound } from '../platform/errors.js';
import { pageOf } from '../platform/http/paging.js';
import { idPattern, newId } from '../platform/ids.js';
import { claimKey } from '../platform/idempotency.js';
import { spend } from '../platform/rate-limits.js';
import { inTransaction } from '../platform/unit-of-work.js';
import {
  askMore,
  newTicketSchema,
  openTicket,
  presentTicket,
  presentWholeTicket,
  ticketBody,
  ticketOf,
  ticketsOf,
} from '../care/index.js';
import { formOf, freshForm, isMendable, parseForm, refusedForm, textOf, type FormState } from './form.js';
import { keyAfter, newFormKey, once } from './once.js';
import type { Visitor } from './page-session.js';
import { seeOther, type PageVisit } from './page.js';
import { render } from './render.js';

type CustomerVisit = PageVisit & { visitor: Visitor };

const perPage = 20;

/** The same allowances as the doors of the API. */
const limits = {
  open: { name: 'open-ticket', points: 20, seconds: 3_600 },
  say: { name: 'ticket-message', points: 60, seconds: 3_600 },
};

const idOr = (value: unknown): string | null => {
  const id = textOf(value, 26);
  return idPattern.test(id) ? id : null;
};

async function showList(visit: CustomerVisit, form: FormState, key: string, status = 200): Promise<void> {
  const cursor = idOr(visit.req.query['cursor']) ?? undefined;
  const { rows, page } = pageOf(await ticketsOf(visit.visitor.id, { cursor, limit: perPage }), perPage);
  const shown = { tickets: rows.map(presentTicket), next: page.next_cursor, form, key };
  render(visit, 'tickets/list', shown, status);
}

/** What a customer asked so far, and a form for a new question, perhaps about an order. */
export const showTickets = (visit: CustomerVisit): Promise<void> =>
  showList(visit, freshForm({ transaction_id: idOr(visit.req.query['order']) ?? '' }), newFormKey());

export async function askHere(visit: CustomerVisit): Promise<void> {
  const form = formOf(visit.req);
  await spend(limits.open, visit.visitor.id);
  try {
    const { subject = '', body = '', transaction_id: about } = form;
    const wish = parseForm(newTicketSchema, { subject, body, ...(about ? { transaction_id: about } : {}) });
    const made = await once(visit, form, { route: 'page ticket', wish }, async (idempotency) => {
      const id = newId();
      await inTransaction(visit.visitor, (uow) => {
        claimKey(uow, idempotency, id);
        return openTicket(uow, { id, ...wish });
      });
      return id;
    });
    seeOther(visit, `/tickets/${made}`);
  } catch (error) {
    if (!isMendable(error)) throw error;
    await showList(visit, refusedForm(error, form, visit.locale), keyAfter(error, form), error.status);
  }
}

function ticketIn({ req }: PageVisit): string {
  const id = idOr(req.params['id']);
  if (!id) throw notFound('ticket');
  return id;
}

async function showOne(visit: CustomerVisit, form: FormState, key: string, status = 200): Promise<void> {
  const ticket = presentWholeTicket(await ticketOf(visit.visitor.id, ticketIn(visit)));
  render(visit, 'tickets/ticket', { ticket, form, key }, status);
}

export const showTicket = (visit: CustomerVisit): Promise<void> => showOne(visit, freshForm(), newFormKey());

const message = z.object({ body: ticketBody });

export async function askMoreHere(visit: CustomerVisit): Promise<void> {
  const form = formOf(visit.req);
  const ticketId = ticketIn(visit);
  await spend(limits.say, visit.visitor.id);
  try {
    const wish = { ticketId, ...parseForm(message, { body: form['body'] ?? '' }) };
    await once(visit, form, { route: 'page ticket message', wish }, async (idempotency) => {
      await inTransaction(visit.visitor, (uow) => {
        claimKey(uow, idempotency, ticketId);
        return askMore(uow, wish);
      });
      return ticketId;
    });
    seeOther(visit, `/tickets/${ticketId}`);
  } catch (error) {
    if (!isMendable(error)) throw error;
    await showOne(visit, refusedForm(error, form, visit.locale), keyAfter(error, form), error.status);
  }
}

import { z } from 'zod';
import type { Actor } from '../platform/actor.js';
import { customerOf, defineDoor, type Door } from '../platform/http/door.js';
import { dataOf, idParam, listOf, pageOf, pageQuery, strict } from '../platform/http/paging.js';
import { newId } from '../platform/ids.js';
import { claimKey } from '../platform/idempotency.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { presentTicket, presentWholeTicket, ticketSchema, wholeTicketSchema } from './ticket.presenter.js';
import { ticketOf, ticketsOf } from './ticket.read-model.js';
import { askMore, newTicketSchema, openTicket, ticketBody } from './tickets.js';

const tag = 'tickets';
const oneParam = z.strictObject({ id: idParam });
const oneTicket = dataOf(wholeTicketSchema);

const show = async (id: string, actor: Actor) => ({
  data: presentWholeTicket(await ticketOf(customerOf(actor).id, id)),
});

/** A repeat is told how the ticket stands now. */
const sameTicket = {
  present: async (id: string, actor: Actor) => ({ status: 201, body: await show(id, actor) }),
};

/** What customers ask the staff, and what they are answered. */
export const ticketDoors: Door[] = [
  defineDoor({
    method: 'get',
    path: '/tickets',
    tag,
    summary: 'Your questions to us, newest first',
    access: 'customer',
    query: z.strictObject(pageQuery),
    success: { status: 200, schema: listOf(ticketSchema) },
    async handle({ actor, query }) {
      const found = await ticketsOf(customerOf(actor).id, query);
      const { rows, page } = pageOf(found, query.limit);
      return { body: { data: rows.map(presentTicket), page } };
    },
  }),
  defineDoor({
    method: 'post',
    path: '/tickets',
    tag,
    summary: 'Ask us something, perhaps about one of your orders',
    access: 'customer',
    body: newTicketSchema,
    success: { status: 201, schema: oneTicket },
    refusals: [404, 409],
    limit: { name: 'open-ticket', points: 20, seconds: 3_600, by: 'actor' },
    idempotent: sameTicket,
    async handle({ actor, body, idempotency }) {
      const id = newId();
      await inTransaction(actor, (uow) => {
        claimKey(uow, idempotency, id);
        return openTicket(uow, { id, ...body });
      });
      return { body: await show(id, actor) };
    },
  }),
  defineDoor({
    method: 'get',
    path: '/tickets/:id',
    tag,
    summary: 'One of your questions with all that was said',
    access: 'customer',
    params: oneParam,
    success: { status: 200, schema: oneTicket },
    refusals: [404],
    handle: async ({ actor, params }) => ({ body: await show(params.id, actor) }),
  }),
  defineDoor({
    method: 'post',
    path: '/tickets/:id/messages',
    tag,
    summary: 'Say more in one of your questions, until it is closed',
    access: 'customer',
    params: oneParam,
    body: strict({ body: ticketBody }),
    success: { status: 201, schema: oneTicket },
    refusals: [404, 409],
    limit: { name: 'ticket-message', points: 60, seconds: 3_600, by: 'actor' },
    idempotent: sameTicket,
    async handle({ actor, params, body, idempotency }) {
      await inTransaction(actor, (uow) => {
        claimKey(uow, idempotency, params.id);
        return askMore(uow, { ticketId: params.id, ...body });
      });
      return { body: await show(params.id, actor) };
    },
  }),
];

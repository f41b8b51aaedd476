import { z } from 'zod';
import { customerOf } from '../platform/http/door.js';
import { idParam } from '../platform/http/paging.js';
import { newId } from '../platform/ids.js';
import { notFound } from '../platform/errors.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { authorize, recordActivity } from '../staff/index.js';
import { Transaction } from '../transactions/index.js';
import { ticketClosed } from './care.errors.js';
import { Ticket, TicketMessage, type TicketAuthor } from './ticket.entity.js';
import { ticketStates, type TicketEvent } from './ticket.states.js';

export const ticketBody = z.string().trim().min(1).max(2_000);

export const newTicketSchema = z.strictObject({
  subject: z.string().trim().min(3).max(160),
  body: ticketBody,
  /** One of the customer's own sales. */
  transaction_id: idParam.nullable().default(null),
});

export type NewTicket = z.output<typeof newTicketSchema>;

interface Said {
  ticketId: string;
  kind: TicketAuthor;
  authorId: string;
  body: string;
}

async function write(uow: UnitOfWork, { ticketId, kind, authorId, body }: Said): Promise<string> {
  const id = newId();
  await uow.insert(TicketMessage, { id, ticketId, authorKind: kind, authorId, body });
  return id;
}

async function assertOwnSale(uow: UnitOfWork, userId: string, transactionId: string): Promise<void> {
  if (!(await uow.find(Transaction, { id: transactionId, userId }))) throw notFound('transaction');
}

/** A customer asks something. @throws DomainError `not_found` for a sale that is not theirs. */
export async function openTicket(
  uow: UnitOfWork,
  { id = newId(), subject, body, transaction_id: transactionId }: NewTicket & { id?: string },
): Promise<Ticket> {
  const { id: userId } = customerOf(uow.actor);
  if (transactionId) await assertOwnSale(uow, userId, transactionId);
  const waits = { status: 'OPEN' as const, waitingSince: uow.now, closedAt: null };
  const values = { id, userId, transactionId, subject, ...waits };
  await uow.insert(Ticket, values);
  const ticket = Object.assign(new Ticket(), { createdAt: uow.now, updatedAt: uow.now, ...values });
  uow.begin(ticketStates, ticket, 'ask');
  await write(uow, { ticketId: id, kind: 'customer', authorId: userId, body });
  return ticket;
}

async function lockOpen(uow: UnitOfWork, where: { id: string; userId?: string }): Promise<Ticket> {
  const ticket = await uow.lockIfAny(Ticket, where);
  if (!ticket) throw notFound('ticket');
  if (ticket.status === 'CLOSED') throw ticketClosed();
  return ticket;
}

const move = (
  uow: UnitOfWork,
  ticket: Ticket,
  event: TicketEvent,
  set: Partial<Ticket>,
  payload: Record<string, unknown> = {},
): Promise<Ticket> => uow.move(ticketStates, Ticket, ticket, event, { set, payload });

/** The customer says more. @throws DomainError `not_found` for others' tickets, `ticket_closed` (409). */
export async function askMore(
  uow: UnitOfWork,
  { ticketId, body }: { ticketId: string; body: string },
): Promise<Ticket> {
  const { id: userId } = customerOf(uow.actor);
  const ticket = await lockOpen(uow, { id: ticketId, userId });
  await write(uow, { ticketId, kind: 'customer', authorId: userId, body });
  return move(uow, ticket, 'ask', { waitingSince: ticket.waitingSince ?? uow.now });
}

function staffAtWork(uow: UnitOfWork): string {
  authorize(uow.actor, 'tickets.answer');
  if (uow.actor.kind !== 'staff') throw new Error('Tickets are answered by people.');
  return uow.actor.id;
}

/** Staff answer; the customer is told. @throws DomainError `forbidden`, `not_found`, `ticket_closed` (409). */
export async function answerTicket(
  uow: UnitOfWork,
  { ticketId, body }: { ticketId: string; body: string },
): Promise<Ticket> {
  const authorId = staffAtWork(uow);
  const ticket = await lockOpen(uow, { id: ticketId });
  const messageId = await write(uow, { ticketId, kind: 'staff', authorId, body });
  await recordActivity(uow, { action: 'ticket.answered', subjectType: 'ticket', subjectId: ticketId });
  return move(uow, ticket, 'answer', { waitingSince: null }, { message_id: messageId });
}

/** Nothing is left to say. @throws DomainError `forbidden`, `not_found`, `ticket_closed` (409). */
export async function closeTicket(
  uow: UnitOfWork,
  { ticketId, reason }: { ticketId: string; reason: string },
): Promise<Ticket> {
  staffAtWork(uow);
  const ticket = await lockOpen(uow, { id: ticketId });
  await recordActivity(uow, { action: 'ticket.closed', subjectType: 'ticket', subjectId: ticketId, reason });
  return move(uow, ticket, 'close', { waitingSince: null, closedAt: uow.now });
}

import { LessThan } from 'typeorm';
import { database, query } from '../platform/database.js';
import { notFound } from '../platform/errors.js';
import { Ticket, type TicketAuthor } from './ticket.entity.js';

export interface MessageView {
  id: string;
  author_kind: TicketAuthor;
  /** Who of the staff wrote it; customers are not told. */
  staff_name: string | null;
  body: string;
  created_at: Date;
}

export interface TicketView {
  ticket: Ticket;
  messages: MessageView[];
}

/** What was said in a ticket, oldest first. */
export const messagesOf = (ticketId: string): Promise<MessageView[]> =>
  query(
    `SELECT m.id, m.author_kind, s.name AS staff_name, m.body, m.created_at FROM ticket_messages m
     LEFT JOIN staff_accounts s ON m.author_kind = 'staff' AND s.id = m.author_id
     WHERE m.ticket_id = ? ORDER BY m.id`,
    [ticketId],
  );

/** A customer's tickets, newest first; one more than asked for tells that there is more. */
export const ticketsOf = (
  userId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Ticket[]> =>
  database()
    .getRepository(Ticket)
    .find({
      where: { userId, ...(cursor ? { id: LessThan(cursor) } : {}) },
      order: { id: 'DESC' },
      take: limit + 1,
    });

/** A customer's own ticket with all that was said. @throws DomainError `not_found` for anybody else's. */
export async function ticketOf(userId: string, id: string): Promise<TicketView> {
  const ticket = await database().getRepository(Ticket).findOneBy({ id, userId });
  if (!ticket) throw notFound('ticket');
  return { ticket, messages: await messagesOf(id) };
}

import { z } from 'zod';
import { instant } from '../platform/http/paging.js';
import type { Ticket } from './ticket.entity.js';
import type { TicketView } from './ticket.read-model.js';
import { ticketStates } from './ticket.states.js';

export const ticketSchema = z.object({
  id: z.string(),
  subject: z.string(),
  status: z.enum(ticketStates.states),
  transaction_id: z.string().nullable(),
  created_at: instant,
  updated_at: instant,
});

export const wholeTicketSchema = ticketSchema.extend({
  messages: z.array(
    z.object({
      id: z.string(),
      author: z.enum(['customer', 'staff']),
      body: z.string(),
      created_at: instant,
    }),
  ),
});

export const presentTicket = (ticket: Ticket): z.infer<typeof ticketSchema> => ({
  id: ticket.id,
  subject: ticket.subject,
  status: ticket.status,
  transaction_id: ticket.transactionId,
  created_at: ticket.createdAt.toISOString(),
  updated_at: ticket.updatedAt.toISOString(),
});

/** A ticket as its customer reads it: whoever of the staff answered speaks for the shop. */
export const presentWholeTicket = ({ ticket, messages }: TicketView): z.infer<typeof wholeTicketSchema> => ({
  ...presentTicket(ticket),
  messages: messages.map(({ id, author_kind, body, created_at }) => ({
    id,
    author: author_kind,
    body,
    created_at: created_at.toISOString(),
  })),
});

import { z } from 'zod';
import { system } from '../platform/actor.js';
import { defineJob } from '../platform/jobs.js';
import { Ticket } from '../care/index.js';
import { User } from '../users/index.js';
import { notifyCustomer } from './notify-customer.js';

const answered = z.object({ id: z.string(), message_id: z.string() }).loose();

/** Tells a customer of every answer of the staff, once; what it says stands on the page. */
export const ticketAnswered = defineJob({
  name: 'notify-ticket-answered',
  queue: 'notifications',
  on: ['ticket.answered'],
  schema: answered,
  handle: ({ id, message_id: occasion }, attempt) =>
    attempt.inTransaction(system('notify-ticket-answered'), async (uow) => {
      const ticket = await uow.find(Ticket, { id });
      const user = ticket && (await uow.find(User, { id: ticket.userId }));
      if (!ticket || !user) return;
      const { id: userId, name, email, locale } = user;
      const subject = { type: 'ticket', id };
      const params = { name, subject: ticket.subject };
      await notifyCustomer(
        uow,
        { kind: 'ticket_answered', subject, params, userId, email, locale, occasion },
        true,
      );
    }),
});

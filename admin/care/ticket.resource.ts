import { z } from 'zod';
import { answerTicket, closeTicket, Ticket, ticketBody, ticketStates } from '../../src/care/index.js';
import { Components } from '../components.js';
import { resource } from '../resource.js';
import { reasonField, serviceAction } from '../shared/form-action.js';
import { reason } from '../shared/forms.js';
import { fields, reference, state } from '../shared/policy.js';
import type { Row } from '../shared/present.js';
import { ticketStory } from './ticket-story.js';

const isOpen = (row: Row): boolean => row['status'] !== 'CLOSED';

const target = (row: Row | null) => ({ ticketId: String(row?.['id']) });

/** What customers ask: read with all that was said, answered and closed. */
export const ticketResource = resource(Ticket, {
  menu: 'customers',
  icon: 'HelpCircle',
  title: 'subject',
  read: 'tickets.read',
  fields: {
    userId: reference('User'),
    transactionId: reference('Transaction'),
    status: state(ticketStates.states),
    ...fields('text', 'subject'),
    ...fields('instant', 'waitingSince', 'closedAt', 'createdAt', 'updatedAt'),
  },
  hidden: [],
  list: ['subject', 'userId', 'status', 'waitingSince', 'createdAt'],
  filters: { status: 'state', userId: 'exact', transactionId: 'exact' },
  sorts: ['id', 'waitingSince'],
  tabs: 'status',
  story: { component: Components.TicketStory, load: ticketStory },
  actions: {
    answer: serviceAction({
      permission: 'tickets.answer',
      schema: z.strictObject({ body: ticketBody }),
      fields: [{ name: 'body', input: 'long-text', required: true }],
      icon: 'CornerUpLeft',
      variant: 'primary',
      offered: isOpen,
      run: (uow, input, row) => answerTicket(uow, { ...target(row), ...input }),
    }),
    close: serviceAction({
      permission: 'tickets.answer',
      schema: z.strictObject({ reason }),
      fields: [reasonField],
      icon: 'CheckCircle',
      expects: { entity: Ticket, column: 'status' },
      offered: isOpen,
      run: (uow, input, row) => closeTicket(uow, { ...target(row), ...input }),
    }),
  },
});

import type { EntityClass } from '../platform/database.js';
import { CustomerNote } from './customer-note.entity.js';
import { Ticket, TicketMessage } from './ticket.entity.js';

export const careEntities: EntityClass[] = [CustomerNote, Ticket, TicketMessage];

export { addNote, notesOf, removeNote, type NoteView } from './customer-notes.js';
export { CustomerNote } from './customer-note.entity.js';
export { Ticket, TicketMessage } from './ticket.entity.js';
export { ticketDoors } from './ticket.doors.js';
export { presentTicket, presentWholeTicket } from './ticket.presenter.js';
export { messagesOf, ticketOf, ticketsOf, type MessageView } from './ticket.read-model.js';
export { ticketStates, type TicketEvent, type TicketStatus } from './ticket.states.js';
export { answerTicket, askMore, closeTicket, newTicketSchema, openTicket, ticketBody } from './tickets.js';

import { defineStates } from '../platform/states.js';

export type TicketStatus = 'OPEN' | 'ANSWERED' | 'CLOSED';
export type TicketEvent = 'ask' | 'answer' | 'close';

/** Whoever wrote last decides who is waited for; a closed ticket stays closed, and what is new is a new one. */
export const ticketStates = defineStates<TicketStatus, TicketEvent>('ticket', {
  OPEN: { ask: 'OPEN', answer: 'ANSWERED', close: 'CLOSED' },
  ANSWERED: { ask: 'OPEN', answer: 'ANSWERED', close: 'CLOSED' },
  CLOSED: {},
});

import { conflict, forbidden } from '../platform/errors.js';

export const ticketClosed = () => conflict('ticket_closed');
export const noteRemoved = () => conflict('note_removed');

/** Others' notes are removed by those who answer for the staff. */
export const notOwnNote = forbidden;

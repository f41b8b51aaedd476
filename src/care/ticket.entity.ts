import { Column, Entity } from 'typeorm';
import { IdColumn, InstantColumn, MutableRow, Row, StateColumn, TextColumn } from '../platform/row.js';
import { ticketStates, type TicketStatus } from './ticket.states.js';

/** What a customer asks the staff, perhaps about one of their sales, and what was said about it. */
@Entity('tickets')
export class Ticket extends MutableRow {
  @IdColumn() userId!: string;
  @IdColumn({ nullable: true }) transactionId!: string | null;
  @TextColumn(160) subject!: string;
  @StateColumn(ticketStates) status!: TicketStatus;
  /** Since when the customer waits for an answer; empty while they do not. */
  @InstantColumn({ nullable: true }) waitingSince!: Date | null;
  @InstantColumn({ nullable: true }) closedAt!: Date | null;
}

export type TicketAuthor = 'customer' | 'staff';

/** One thing said in a ticket. The table takes new rows only. */
@Entity('ticket_messages')
export class TicketMessage extends Row {
  @IdColumn() ticketId!: string;
  @Column({ type: 'enum', enum: ['customer', 'staff'] }) authorKind!: TicketAuthor;
  @IdColumn() authorId!: string;
  @TextColumn(2000) body!: string;
}

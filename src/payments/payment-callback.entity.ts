import { Column, Entity } from 'typeorm';
import { IdColumn, InstantColumn, Row, TextColumn } from '../platform/row.js';

export const callbackVerdicts = ['RECEIVED', 'APPLIED', 'IGNORED', 'PARKED', 'FAILED'] as const;
export type CallbackVerdict = (typeof callbackVerdicts)[number];

/** One message of a gateway as it came in, well signed, and what was decided about it. */
@Entity('payment_callbacks')
export class PaymentCallback extends Row {
  @TextColumn(24) gateway!: string;
  /** SHA-256 of the body: the same bytes are the same event, however often they are delivered. */
  @Column({ type: 'char', length: 64 }) eventKey!: string;
  @IdColumn({ nullable: true }) paymentId!: string | null;
  @TextColumn(64, { nullable: true }) reference!: string | null;
  @TextColumn(64, { nullable: true }) merchantRef!: string | null;
  @TextColumn(24, { nullable: true }) reportedStatus!: string | null;
  @Column({ type: 'enum', enum: [...callbackVerdicts] }) verdict!: CallbackVerdict;
  @TextColumn(300, { nullable: true }) note!: string | null;
  @Column({ type: 'mediumtext' }) rawBody!: string;
  @Column({ type: 'json' }) headers!: Record<string, string>;
  @Column({ type: 'int' }) deliveries!: number;
  @TextColumn(45, { nullable: true }) ip!: string | null;
  @TextColumn(64, { nullable: true }) requestId!: string | null;
  @InstantColumn({ nullable: true }) processedAt!: Date | null;
}

import { Column, Entity } from 'typeorm';
import { CallbackRow } from '../platform/callback-inbox.js';
import { IdColumn, TextColumn } from '../platform/row.js';

export const callbackVerdicts = ['RECEIVED', 'APPLIED', 'IGNORED', 'PARKED', 'FAILED'] as const;
export type CallbackVerdict = (typeof callbackVerdicts)[number];

/** One message of a gateway, byte for byte. */
@Entity('payment_callbacks')
export class PaymentCallback extends CallbackRow {
  @TextColumn(24) gateway!: string;
  @IdColumn({ nullable: true }) paymentId!: string | null;
  @TextColumn(64, { nullable: true }) reference!: string | null;
  @TextColumn(64, { nullable: true }) merchantRef!: string | null;
  @TextColumn(24, { nullable: true }) reportedStatus!: string | null;
  @Column({ type: 'enum', enum: [...callbackVerdicts] }) verdict!: CallbackVerdict;
  @Column({ type: 'mediumtext' }) rawBody!: string;
  @Column({ type: 'json' }) headers!: Record<string, string>;
}

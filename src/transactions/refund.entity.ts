import { Column, Entity } from 'typeorm';
import { IdColumn, MoneyColumn, Row, TextColumn } from '../platform/row.js';

/** Where money went back to: a wallet, a claim that a guest collects, or, by the gateway itself, the way it came. */
export const refundPlaces = ['WALLET', 'CLAIM', 'GATEWAY'] as const;
export type RefundPlace = (typeof refundPlaces)[number];

/** Money that went back for a sale, whole or in part; written once. */
@Entity('refunds')
export class Refund extends Row {
  @IdColumn() transactionId!: string;
  @IdColumn() paymentId!: string;
  @MoneyColumn() amount!: number;
  @Column({ type: 'enum', enum: [...refundPlaces] }) place!: RefundPlace;
  @IdColumn({ nullable: true }) walletId!: string | null;
  @TextColumn(500) reason!: string;
  @IdColumn({ unique: true }) journalId!: string;
  /** The second person's word, where one was needed. */
  @IdColumn({ nullable: true }) approvalId!: string | null;
  @TextColumn(16) actorKind!: string;
  @TextColumn(64, { nullable: true }) actorId!: string | null;
}

/** What a guest may still collect of the refunds of one sale, and what has been collected. */
@Entity('refund_claims')
export class RefundClaim extends Row {
  @IdColumn({ unique: true }) transactionId!: string;
  /** All that was refunded, collected or not. */
  @MoneyColumn() amount!: number;
  @MoneyColumn() claimedAmount!: number;
  @Column({ type: 'char', length: 64, unique: true }) tokenHash!: string;
  @Column({ type: 'enum', enum: ['OPEN', 'CLAIMED'] }) status!: 'OPEN' | 'CLAIMED';
  @IdColumn({ nullable: true }) claimedBy!: string | null;
  @Column({ type: 'datetime', precision: 3, nullable: true }) claimedAt!: Date | null;

  get dueAmount(): number {
    return this.amount - this.claimedAmount;
  }
}

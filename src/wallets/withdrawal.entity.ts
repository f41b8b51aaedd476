import { Column, Entity } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  MoneyColumn,
  MutableRow,
  Row,
  StateColumn,
  TextColumn,
} from '../platform/row.js';
import { withdrawalStates, type WithdrawalStatus } from './withdrawal.states.js';

/** Wallet money on its way to a customer's bank account. */
@Entity('withdrawals')
export class Withdrawal extends MutableRow {
  /** The number of its transaction: customers know it by one. */
  @TextColumn(24, { unique: true }) number!: string;
  @IdColumn({ unique: true }) transactionId!: string;
  @IdColumn() walletId!: string;
  @IdColumn() userId!: string;
  @IdColumn() bankAccountId!: string;
  @StateColumn(withdrawalStates) status!: WithdrawalStatus;
  /** What arrives at the bank. */
  @MoneyColumn() amount!: number;
  /** What the customer pays for it on top. */
  @MoneyColumn() feeAmount!: number;
  /** Keeps amount and fee in the wallet until the money is sent. */
  @IdColumn({ unique: true }) holdId!: string;
  @IdColumn({ nullable: true }) payoutFileId!: string | null;
  /** The bank's own number of the transfer. */
  @TextColumn(64, { nullable: true }) payoutReference!: string | null;
  /** Why it ended otherwise than wished; customers read it. */
  @TextColumn(500, { nullable: true }) closingReason!: string | null;
  /** Local day in Jakarta on which it was asked for. */
  @Column({ type: 'date' }) wibDate!: string;
  /** When it came into its state: how long somebody has been waiting. */
  @InstantColumn() statusSince!: Date;
}

/** Approved withdrawals handed to the bank as one list; written once. */
@Entity('payout_files')
export class PayoutFile extends Row {
  @TextColumn(24, { unique: true }) number!: string;
  @Column({ type: 'int' }) withdrawalCount!: number;
  @MoneyColumn() amount!: number;
  /** SHA-256 of the list as it was handed out: the same content can be made again and proved to be the same. */
  @Column({ type: 'char', length: 64 }) contentHash!: string;
  @IdColumn() makerId!: string;
  @TextColumn(120) makerName!: string;
}

export const withdrawalEntities = [Withdrawal, PayoutFile];

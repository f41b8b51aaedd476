import { BaseEntity, Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import {
  IdColumn,
  InstantColumn,
  MoneyColumn,
  MutableRow,
  Row,
  StateColumn,
  TextColumn,
  WholeColumn,
} from '../platform/row.js';
import type { AccountType, NormalSide } from './chart.js';
import { holdStates, type HoldStatus } from './hold.states.js';

/** A named pot in the books. */
@Entity('ledger_accounts')
export class LedgerAccount extends Row {
  @TextColumn(80) code!: string;
  @TextColumn(32) type!: AccountType;
  @Column({ type: 'enum', enum: ['DEBIT', 'CREDIT'] }) normalSide!: NormalSide;
  @IdColumn({ nullable: true }) ownerId!: string | null;
  @Column({ type: 'char', length: 3 }) currency!: string;
}

/** One balanced business event, written once and never changed. */
@Entity('ledger_journals')
export class LedgerJournal extends Row {
  @TextColumn(48) kind!: string;
  /** What happened to what, such as `payment:<id>:paid`; unique, so that nothing is booked twice. */
  @TextColumn(120) reference!: string;
  @IdColumn({ nullable: true }) transactionId!: string | null;
  /** The journal that this one undoes. */
  @IdColumn({ nullable: true }) reversesId!: string | null;
  @TextColumn(200) description!: string;
  @TextColumn(16) actorKind!: string;
  @TextColumn(64, { nullable: true }) actorId!: string | null;
  @TextColumn(64, { nullable: true }) requestId!: string | null;
  /** When it happened; `createdAt` says when it was written down. */
  @InstantColumn() effectiveAt!: Date;
}

/** One side of a journal. */
@Entity('ledger_entries')
export class LedgerEntry extends BaseEntity {
  @PrimaryGeneratedColumn({ type: 'bigint' }) id!: string;
  @IdColumn() journalId!: string;
  @IdColumn() accountId!: string;
  /** Rupiah; debit above zero, credit below. */
  @WholeColumn() amount!: number;
  /** What was on the account right after it, in the sense of its normal side; null where no balance is stored. */
  @WholeColumn({ nullable: true }) balanceAfter!: number | null;
  @InstantColumn() createdAt!: Date;
}

/** Money set aside on an account: still there, and not to be spent. */
@Entity('ledger_holds')
export class LedgerHold extends MutableRow {
  @IdColumn() accountId!: string;
  @MoneyColumn() amount!: number;
  @MoneyColumn() capturedAmount!: number;
  /** What it is held for, such as `withdrawal:<id>`; unique, so that nothing is held twice. */
  @TextColumn(120) reference!: string;
  @TextColumn(200) reason!: string;
  @StateColumn(holdStates) status!: HoldStatus;
  /** The journal that captured it. */
  @IdColumn({ nullable: true }) journalId!: string | null;
  @InstantColumn({ nullable: true }) expiresAt!: Date | null;
  @InstantColumn({ nullable: true }) closedAt!: Date | null;
}

export const ledgerEntities = [LedgerAccount, LedgerJournal, LedgerEntry, LedgerHold];

import { BaseEntity, Column, Entity, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';
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
import type { AuditReport } from './audit.js';
import type { AccountType, NormalSide } from './chart.js';
import type { SealSubject } from './digests.js';
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

/** One link of the chain that runs over the books: it is made from the row it seals and from the link before. */
@Entity('ledger_seals')
export class LedgerSeal extends BaseEntity {
  /** Its place in the chain, from one, without a gap. */
  @PrimaryColumn({ type: 'bigint', name: 'position' }) id!: string;
  @Column({ type: 'enum', enum: ['journal', 'activity'] }) subject!: SealSubject;
  @IdColumn() subjectId!: string;
  /** The day in Jakarta to which it counts. */
  @Column({ type: 'date' }) bookDate!: string;
  /** The day to which it belongs, if that was closed before. */
  @Column({ type: 'date', nullable: true }) lateFor!: string | null;
  @Column({ type: 'binary', length: 32 }) digest!: Buffer;
  @Column({ type: 'binary', length: 32 }) hash!: Buffer;
}

/** A day that is over, in Jakarta: its report is frozen. */
@Entity('ledger_day_closes')
export class LedgerDayClose extends Row {
  @Column({ type: 'date' }) wibDate!: string;
  @Column({ type: 'int' }) journals!: number;
  /** Those that belong to an earlier day, which was closed. */
  @Column({ type: 'int' }) lateJournals!: number;
  /** All debits, which equal all credits. */
  @MoneyColumn() turnoverAmount!: number;
  /** Where the chain of seals had come to, and its hash there: who has these can tell a rewritten past. */
  @WholeColumn() lastPosition!: number;
  @TextColumn(64) lastHash!: string;
  /** SHA-256 of the report as CSV. */
  @TextColumn(64) csvHash!: string;
}

/** What an audit found. */
@Entity('ledger_audits')
export class LedgerAudit extends Row {
  @Column({ type: 'boolean' }) ok!: boolean;
  @Column({ type: 'int' }) checks!: number;
  @Column({ type: 'int' }) failed!: number;
  /** How many entries the books had. */
  @WholeColumn() entries!: number;
  @Column({ type: 'json' }) report!: AuditReport;
  @TextColumn(16) actorKind!: string;
  @TextColumn(64, { nullable: true }) actorId!: string | null;
  @InstantColumn() startedAt!: Date;
  @InstantColumn() finishedAt!: Date;
}

export const ledgerEntities = [
  ...[LedgerAccount, LedgerJournal, LedgerEntry, LedgerHold],
  ...[LedgerSeal, LedgerDayClose, LedgerAudit],
];

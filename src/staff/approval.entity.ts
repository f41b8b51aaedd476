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
import { approvalStates, type ApprovalStatus } from './approval.states.js';
import type { Act } from './ceilings.js';

/** Figures as they stood at one moment, by name: what the maker of a request was looking at. */
export type Observation = Record<string, string | number | null>;

/** A deed that one person may not do alone, as it was asked for; kept whatever becomes of it. */
@Entity('approvals')
export class Approval extends MutableRow {
  @TextColumn(48) kind!: Act;
  @StateColumn(approvalStates) status!: ApprovalStatus;
  /** The record that the deed is about. */
  @TextColumn(48) subjectType!: string;
  @TextColumn(64) subjectId!: string;
  /** The customer whom it profits or costs; neither asks nor decides about it. */
  @IdColumn({ nullable: true }) beneficiaryId!: string | null;
  /** Rupiah by which it is measured against ceilings. */
  @MoneyColumn() amount!: number;
  /** What is to be done, in the words of the use case that will do it. */
  @Column({ type: 'json' }) payload!: Record<string, unknown>;
  @TextColumn(500) reason!: string;
  @Column({ type: 'json', nullable: true }) observed!: Observation | null;
  @IdColumn() makerId!: string;
  @IdColumn({ nullable: true }) decidedBy!: string | null;
  @TextColumn(500, { nullable: true }) decidedReason!: string | null;
  @InstantColumn({ nullable: true }) decidedAt!: Date | null;
  /** When the authority that it gave was spent; it is spent once. */
  @InstantColumn({ nullable: true }) usedAt!: Date | null;
  @InstantColumn() expiresAt!: Date;
  /** One open request for one kind of deed on one record; empty once it is closed. */
  @TextColumn(120, { nullable: true, unique: true }) openKey!: string | null;
}

/** One step in the life of a request: who, from where to where, and why. */
@Entity('approval_logs')
export class ApprovalLog extends Row {
  @IdColumn() approvalId!: string;
  @TextColumn(32, { nullable: true }) fromStatus!: ApprovalStatus | null;
  @TextColumn(32) toStatus!: ApprovalStatus;
  @TextColumn(48) event!: string;
  @TextColumn(500, { nullable: true }) reason!: string | null;
  @TextColumn(16) actorKind!: string;
  @TextColumn(64, { nullable: true }) actorId!: string | null;
  @TextColumn(64, { nullable: true }) requestId!: string | null;
}

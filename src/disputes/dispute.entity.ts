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
import { disputeStates, type DisputeStatus } from './dispute.states.js';
import {
  disputeCategories,
  evidenceCategories,
  feeBearers,
  outcomes,
  sides,
  type DecisionGround,
  type DisputeCategory,
  type EvidenceCategory,
  type FeeBearer,
  type Outcome,
  type Side,
} from './dispute.words.js';

/** One side's complaint about one part of a deal, and the case that it became. */
@Entity('disputes')
export class Dispute extends MutableRow {
  /** The number of the deal with how many disputes it had: what both sides quote. */
  @TextColumn(40, { unique: true }) number!: string;
  @IdColumn() escrowId!: string;
  @IdColumn() partId!: string;
  @IdColumn() buyerId!: string;
  @IdColumn() sellerId!: string;
  @IdColumn() openedBy!: string;
  @Column({ type: 'enum', enum: [...sides] }) openerSide!: Side;
  @Column({ type: 'enum', enum: [...disputeCategories] }) category!: DisputeCategory;
  @TextColumn(2000) statement!: string;
  /** The price of the disputed part, our fee for it, and what of the fee the buyer has paid in. */
  @MoneyColumn() amount!: number;
  @MoneyColumn() feeAmount!: number;
  @MoneyColumn() buyerFeeAmount!: number;
  /** All that lies in escrow for the part: price and the buyer's fee. */
  @MoneyColumn() heldAmount!: number;
  @StateColumn(disputeStates) status!: DisputeStatus;
  /** Of the staff member who has it on the desk. */
  @IdColumn({ nullable: true }) assigneeId!: string | null;
  /** Whose word is waited for; empty where nobody's is, or both sides'. */
  @Column({ type: 'enum', enum: [...sides], nullable: true }) awaitedSide!: Side | null;
  /** Until when it is waited for. */
  @InstantColumn({ nullable: true }) answerBy!: Date | null;
  /** Until when a judge should have decided; an appeal sets it anew. */
  @InstantColumn() slaAt!: Date;
  /** Since when only those who may judge escalated cases decide. */
  @InstantColumn({ nullable: true }) escalatedAt!: Date | null;
  @Column({ type: 'enum', enum: [...outcomes], nullable: true }) outcome!: Outcome | null;
  /** Until when the decision may be appealed against; the money rests as long. */
  @InstantColumn({ nullable: true }) appealUntil!: Date | null;
  @InstantColumn({ nullable: true }) buyerAcceptedAt!: Date | null;
  @InstantColumn({ nullable: true }) sellerAcceptedAt!: Date | null;
  @Column({ type: 'enum', enum: [...sides], nullable: true }) appealSide!: Side | null;
  @TextColumn(2000, { nullable: true }) appealReason!: string | null;
  @InstantColumn({ nullable: true }) appealedAt!: Date | null;
  @InstantColumn({ nullable: true }) closedAt!: Date | null;
  /** One open dispute about one part; empty once it is closed. */
  @IdColumn({ nullable: true, unique: true }) openKey!: string | null;
}

/** One line of the case log: a step of the case, or a deed that left it where it was. */
@Entity('dispute_logs')
export class DisputeLog extends Row {
  @IdColumn() disputeId!: string;
  @TextColumn(32, { nullable: true }) fromStatus!: DisputeStatus | null;
  @TextColumn(32) toStatus!: DisputeStatus;
  @TextColumn(48) event!: string;
  @TextColumn(500, { nullable: true }) reason!: string | null;
  @Column({ type: 'json', nullable: true }) details!: Record<string, string | number | null> | null;
  @TextColumn(16) actorKind!: string;
  @TextColumn(64, { nullable: true }) actorId!: string | null;
  @TextColumn(64, { nullable: true }) requestId!: string | null;
}

/** Something that one side puts forward; written once. */
@Entity('evidence')
export class Evidence extends Row {
  @IdColumn() disputeId!: string;
  @Column({ type: 'enum', enum: [...sides] }) side!: Side;
  @IdColumn() submittedBy!: string;
  @Column({ type: 'enum', enum: [...evidenceCategories] }) category!: EvidenceCategory;
  @TextColumn(2000) text!: string;
  /** A file of the deal's room. */
  @IdColumn({ nullable: true }) attachmentId!: string | null;
  /** SHA-256 over what was put forward: the text, and the file where there is one. */
  @Column({ type: 'char', length: 64 }) sha256!: string;
}

/** What a judge decided, with the letter that both sides got; written once for each round. */
@Entity('dispute_decisions')
export class DisputeDecision extends Row {
  @IdColumn() disputeId!: string;
  /** 1 for the decision, 2 for the ruling on the appeal. */
  @Column({ type: 'int' }) round!: number;
  @Column({ type: 'enum', enum: [...outcomes] }) outcome!: Outcome;
  @MoneyColumn() refundAmount!: number;
  @MoneyColumn() releaseAmount!: number;
  @MoneyColumn() feeAmount!: number;
  @Column({ type: 'enum', enum: [...feeBearers] }) feeBorneBy!: FeeBearer;
  @Column({ type: 'int', nullable: true }) extendHours!: number | null;
  @TextColumn(48) ground!: DecisionGround;
  @TextColumn(500) reason!: string;
  /** Empty in a rehearsal only, which leaves nothing behind. */
  @IdColumn({ nullable: true }) decidedBy!: string | null;
  @IdColumn({ nullable: true }) approvalId!: string | null;
  @Column({ type: 'text' }) letterId!: string;
  @Column({ type: 'text' }) letterEn!: string;
}

/** A staff member who leaves a case to others, and why. */
@Entity('dispute_recusals')
export class DisputeRecusal extends Row {
  @IdColumn() disputeId!: string;
  @IdColumn() staffId!: string;
  @TextColumn(500) reason!: string;
}

export const disputesEntities = [Dispute, DisputeLog, Evidence, DisputeDecision, DisputeRecusal];

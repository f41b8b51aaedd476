import { Column, Entity } from 'typeorm';
import type { Rupiah } from '../platform/money.js';
import {
  IdColumn,
  InstantColumn,
  MoneyColumn,
  MutableRow,
  Row,
  StateColumn,
  TextColumn,
} from '../platform/row.js';
import { escrowStates, partStates, type EscrowStatus, type PartStatus } from './escrow.states.js';

export const goodsTypes = ['GOODS', 'ACCOUNT', 'SERVICE'] as const;
export type GoodsType = (typeof goodsTypes)[number];

export const feePayersStored = ['BUYER', 'SELLER', 'SPLIT'] as const;

export const sides = ['BUYER', 'SELLER'] as const;
export type Side = (typeof sides)[number];

/** A part as the terms name it. */
export interface AgreedPart {
  title: string;
  amount: Rupiah;
  delivery_hours: number;
}

/** What two people agree on, and what follows from it by the fee schedule. */
export interface TermsFigures {
  title: string;
  goodsType: GoodsType;
  terms: string;
  amount: Rupiah;
  feePayer: (typeof feePayersStored)[number];
  feeAmount: Rupiah;
  buyerPaysAmount: Rupiah;
  sellerReceivesAmount: Rupiah;
  scheduleVersion: number;
  deliveryHours: number;
  inspectionHours: number;
}

/** A deal between two people whose money we hold. What is held of it stands in the ledger. */
@Entity('escrows')
export class Escrow extends MutableRow implements TermsFigures {
  @TextColumn(24, { unique: true }) number!: string;
  @StateColumn(escrowStates) status!: EscrowStatus;
  @TextColumn(120) title!: string;
  @Column({ type: 'enum', enum: [...goodsTypes] }) goodsType!: GoodsType;
  @Column({ type: 'text' }) terms!: string;
  /** The nominal: what the thing itself costs. */
  @MoneyColumn() amount!: Rupiah;
  @Column({ type: 'enum', enum: [...feePayersStored] }) feePayer!: TermsFigures['feePayer'];
  @MoneyColumn() feeAmount!: Rupiah;
  @MoneyColumn() buyerPaysAmount!: Rupiah;
  @MoneyColumn() sellerReceivesAmount!: Rupiah;
  @Column({ type: 'int' }) scheduleVersion!: number;
  @Column({ type: 'int' }) deliveryHours!: number;
  @Column({ type: 'int' }) inspectionHours!: number;
  /** The newest; all earlier ones stand in `escrow_terms`. */
  @Column({ type: 'int' }) termsVersion!: number;
  @IdColumn() creatorId!: string;
  @IdColumn({ nullable: true }) buyerId!: string | null;
  @IdColumn({ nullable: true }) sellerId!: string | null;
  @Column({ type: 'int', nullable: true }) buyerAgreedVersion!: number | null;
  @Column({ type: 'int', nullable: true }) sellerAgreedVersion!: number | null;
  /** Which invitation is the valid one. */
  @Column({ type: 'int' }) invitation!: number;
  /** Empty once somebody has joined. */
  @TextColumn(64, { nullable: true }) invitationDigest!: string | null;
  /** The payment that is tried, or that paid. */
  @IdColumn({ nullable: true }) transactionId!: string | null;
  /** Who wants to end it by agreement while its money is held. */
  @IdColumn({ nullable: true }) cancelAskedBy!: string | null;
  /** Why staff should look at it. */
  @TextColumn(500, { nullable: true }) reviewReason!: string | null;
  /** Since when all its timers stand still. */
  @InstantColumn({ nullable: true }) frozenAt!: Date | null;
  /** When we heard that the gateway had given the buyer's money back by itself. */
  @InstantColumn({ nullable: true }) paymentReturnedAt!: Date | null;
  @InstantColumn({ nullable: true }) joinBy!: Date | null;
  @InstantColumn({ nullable: true }) payBy!: Date | null;
  /** When the timer that runs began. */
  @InstantColumn({ nullable: true }) timerFrom!: Date | null;
  @InstantColumn({ nullable: true }) remindAt!: Date | null;
  @InstantColumn({ nullable: true }) heldAt!: Date | null;
  @InstantColumn({ nullable: true }) settledAt!: Date | null;
  @InstantColumn() statusSince!: Date;
}

/** One version of the terms, never changed. */
@Entity('escrow_terms')
export class EscrowTerms extends Row implements TermsFigures {
  @IdColumn() escrowId!: string;
  @Column({ type: 'int' }) version!: number;
  @TextColumn(120) title!: string;
  @Column({ type: 'enum', enum: [...goodsTypes] }) goodsType!: GoodsType;
  @Column({ type: 'text' }) terms!: string;
  @MoneyColumn() amount!: Rupiah;
  @Column({ type: 'enum', enum: [...feePayersStored] }) feePayer!: TermsFigures['feePayer'];
  @MoneyColumn() feeAmount!: Rupiah;
  @MoneyColumn() buyerPaysAmount!: Rupiah;
  @MoneyColumn() sellerReceivesAmount!: Rupiah;
  @Column({ type: 'int' }) scheduleVersion!: number;
  @Column({ type: 'int' }) deliveryHours!: number;
  @Column({ type: 'int' }) inspectionHours!: number;
  @Column({ type: 'json' }) parts!: AgreedPart[];
  @IdColumn() proposedBy!: string;
}

/** Who accepted which version of the terms, and when; never changed. */
@Entity('escrow_agreements')
export class EscrowAgreement extends Row {
  @IdColumn() escrowId!: string;
  @Column({ type: 'int' }) version!: number;
  @IdColumn() userId!: string;
  @Column({ type: 'enum', enum: [...sides] }) side!: Side;
}

/** A part of a deal, from the moment its money is held; a deal without milestones has one that is the whole. */
@Entity('escrow_parts')
export class EscrowPart extends MutableRow {
  @IdColumn() escrowId!: string;
  @Column({ type: 'smallint' }) position!: number;
  @TextColumn(120) title!: string;
  @StateColumn(partStates) status!: PartStatus;
  @MoneyColumn() amount!: Rupiah;
  @MoneyColumn() feeAmount!: Rupiah;
  /** What the buyer paid for it. */
  @MoneyColumn() heldAmount!: Rupiah;
  @MoneyColumn() sellerReceivesAmount!: Rupiah;
  /** What became of the held money, once it is settled. */
  @MoneyColumn() refundedAmount!: Rupiah;
  @MoneyColumn() releasedAmount!: Rupiah;
  @MoneyColumn() earnedFeeAmount!: Rupiah;
  @Column({ type: 'int' }) deliveryHours!: number;
  @Column({ type: 'int' }) inspectionHours!: number;
  @InstantColumn() timerFrom!: Date;
  @InstantColumn() deliverBy!: Date;
  @InstantColumn({ nullable: true }) inspectBy!: Date | null;
  @InstantColumn({ nullable: true }) remindAt!: Date | null;
  /** The buyer may ask for more time once. */
  @InstantColumn({ nullable: true }) extendedAt!: Date | null;
  @InstantColumn({ nullable: true }) deliveredAt!: Date | null;
  @InstantColumn({ nullable: true }) settledAt!: Date | null;
}

/** How the seller shows that a part was delivered; never changed. */
@Entity('escrow_proofs')
export class EscrowProof extends Row {
  @IdColumn() escrowId!: string;
  @IdColumn() partId!: string;
  @IdColumn() userId!: string;
  @Column({ type: 'text' }) body!: string;
  @Column({ type: 'json' }) attachmentIds!: string[];
}

/** One step in the life of a deal. */
@Entity('escrow_logs')
export class EscrowLog extends Row {
  @IdColumn() escrowId!: string;
  @TextColumn(32, { nullable: true }) fromStatus!: EscrowStatus | null;
  @TextColumn(32) toStatus!: EscrowStatus;
  @TextColumn(48) event!: string;
  @TextColumn(500, { nullable: true }) reason!: string | null;
  @TextColumn(16) actorKind!: string;
  @TextColumn(64, { nullable: true }) actorId!: string | null;
  @TextColumn(64, { nullable: true }) requestId!: string | null;
}

/** One step in the life of a part. */
@Entity('escrow_part_logs')
export class EscrowPartLog extends Row {
  @IdColumn() partId!: string;
  @TextColumn(32, { nullable: true }) fromStatus!: PartStatus | null;
  @TextColumn(32) toStatus!: PartStatus;
  @TextColumn(48) event!: string;
  @TextColumn(500, { nullable: true }) reason!: string | null;
  @TextColumn(16) actorKind!: string;
  @TextColumn(64, { nullable: true }) actorId!: string | null;
  @TextColumn(64, { nullable: true }) requestId!: string | null;
}

export const escrowEntities = [
  ...[Escrow, EscrowTerms, EscrowAgreement, EscrowPart],
  ...[EscrowProof, EscrowLog, EscrowPartLog],
];

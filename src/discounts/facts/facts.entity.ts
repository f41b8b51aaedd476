import { BaseEntity, Column, Entity, PrimaryColumn } from 'typeorm';
import { customerTypes, kycLevels, type CustomerType, type KycLevel } from '../../users/index.js';
import { IdColumn, InstantColumn, MoneyColumn, MutableRow, TextColumn } from '../../platform/row.js';

/** What rules ask of an account, in one row; the accounts of one person lie side by side. */
@Entity('customer_figures')
export class CustomerFigures extends BaseEntity {
  @PrimaryColumn({ type: 'char', length: 26 }) personId!: string;
  @PrimaryColumn({ type: 'char', length: 26 }) userId!: string;
  /** The account may be used: it is neither closed nor banned. */
  @Column({ type: 'boolean', default: true }) isOpen!: boolean;
  @Column({ type: 'enum', enum: [...customerTypes] }) customerType!: CustomerType;
  @Column({ type: 'enum', enum: [...kycLevels] }) kycLevel!: KycLevel;
  @TextColumn(80, { nullable: true }) city!: string | null;
  /** Local day in Jakarta. */
  @Column({ type: 'date' }) registeredOn!: string;
  @Column({ type: 'smallint', nullable: true }) birthYear!: number | null;
  @Column({ type: 'tinyint', nullable: true }) birthMonth!: number | null;
  @Column({ type: 'tinyint', nullable: true }) birthDay!: number | null;
  /** Delivered sales that were not given back, and what was paid for their goods. */
  @Column({ type: 'int', default: 0 }) orderCount!: number;
  @MoneyColumn() spendAmount!: number;
  @InstantColumn({ nullable: true }) firstOrderAt!: Date | null;
  @InstantColumn({ nullable: true }) lastOrderAt!: Date | null;
}

/** A delivered sale of an account, as rules and simulations see it. */
@Entity('purchases')
export class Purchase extends BaseEntity {
  @PrimaryColumn({ type: 'char', length: 26 }) transactionId!: string;
  @IdColumn() userId!: string;
  @IdColumn() personId!: string;
  /** Bought then: discounts are judged by what was known at that moment. */
  @InstantColumn() placedAt!: Date;
  /** Delivered then: it counts as bought from that moment. */
  @InstantColumn() at!: Date;
  @Column({ type: 'date' }) wibDate!: string;
  @Column({ type: 'enum', enum: ['PPOB', 'PURCHASE'] }) type!: 'PPOB' | 'PURCHASE';
  @Column({ type: 'enum', enum: [...customerTypes] }) customerType!: CustomerType;
  @MoneyColumn() goodsAmount!: number;
  @MoneyColumn() discountAmount!: number;
  @MoneyColumn() costAmount!: number;
  /** UNDONE: given back as a whole; a part that goes back leaves a purchase what it was. */
  @Column({ type: 'enum', enum: ['DONE', 'UNDONE'] }) status!: 'DONE' | 'UNDONE';
  @InstantColumn({ nullable: true }) undoneAt!: Date | null;
}

@Entity('purchase_lines')
export class PurchaseLine extends BaseEntity {
  @PrimaryColumn({ type: 'char', length: 26 }) transactionId!: string;
  @PrimaryColumn({ type: 'smallint' }) position!: number;
  @IdColumn() userId!: string;
  @IdColumn() productId!: string;
  /** Of the product when it was delivered. */
  @IdColumn() categoryId!: string;
  /** Before discounts. */
  @MoneyColumn() amount!: number;
  @MoneyColumn() costAmount!: number;
}

/** What an account bought on one Jakarta day. */
@Entity('customer_days')
export class CustomerDay extends BaseEntity {
  @PrimaryColumn({ type: 'char', length: 26 }) userId!: string;
  @PrimaryColumn({ type: 'date' }) wibDate!: string;
  @Column({ type: 'int' }) orderCount!: number;
  @MoneyColumn() spendAmount!: number;
}

/** A list of customers that staff uploaded under a name. */
@Entity('segments')
export class Segment extends MutableRow {
  @TextColumn(80, { unique: true }) name!: string;
  @Column({ type: 'int', default: 0 }) memberCount!: number;
  /** Lines of the uploaded list that name no customer: how many, and which. */
  @Column({ type: 'int', default: 0 }) unmatchedCount!: number;
  @Column({ type: 'mediumtext', nullable: true }) unmatched!: string | null;
}

@Entity('segment_members')
export class SegmentMember extends BaseEntity {
  @PrimaryColumn({ type: 'char', length: 26 }) segmentId!: string;
  @PrimaryColumn({ type: 'char', length: 26 }) userId!: string;
}

export const factsEntities = [CustomerFigures, Purchase, PurchaseLine, CustomerDay, Segment, SegmentMember];

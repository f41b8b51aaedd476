import { Column, Entity } from 'typeorm';
import type { EntityClass } from '../platform/database.js';
import { IdColumn, MutableRow, TextColumn } from '../platform/row.js';

export const giftStatuses = ['RUNNING', 'DONE', 'STOPPED'] as const;
export type GiftStatus = (typeof giftStatuses)[number];

export const giftOutcomes = [
  'WAITING',
  'GRANTED',
  'ALREADY',
  'UNKNOWN',
  'INACTIVE',
  'OWN_BENEFIT',
  'OUT_OF_BUDGET',
  'STOPPED',
] as const;
export type GiftOutcome = (typeof giftOutcomes)[number];

/** What a staff member gives by hand to one customer or to a list of them, with the reason. */
@Entity('discount_gifts')
export class DiscountGift extends MutableRow {
  @IdColumn() ruleId!: string;
  @Column({ type: 'int' }) version!: number;
  @IdColumn() staffId!: string;
  @TextColumn(500) reason!: string;
  @Column({ type: 'enum', enum: [...giftStatuses] }) status!: GiftStatus;
  @Column({ type: 'int' }) totalCount!: number;
  @Column({ type: 'int' }) doneCount!: number;
  @Column({ type: 'int' }) grantedCount!: number;
}

/** One line of the list, and what became of it. */
@Entity('discount_gift_recipients')
export class DiscountGiftRecipient extends MutableRow {
  @IdColumn() giftId!: string;
  @Column({ type: 'int' }) position!: number;
  /** E-mail, phone or id, as it was given. */
  @TextColumn(254) named!: string;
  @IdColumn({ nullable: true }) userId!: string | null;
  @Column({ type: 'enum', enum: [...giftOutcomes] }) outcome!: GiftOutcome;
}

export const discountGiftEntities: EntityClass[] = [DiscountGift, DiscountGiftRecipient];

import { BaseEntity, Column, Entity, PrimaryColumn } from 'typeorm';
import type { EntityClass } from '../platform/database.js';
import type { Rupiah } from '../platform/money.js';
import { IdColumn, InstantColumn, MoneyColumn, StateColumn } from '../platform/row.js';
import { grantKinds, type GrantKind } from './definition.parts.js';
import { grantStates, type GrantStatus } from './discount-grant.states.js';

/** The right to a discount that a rule gave to one person, once in a period: the key is the promise. */
@Entity('discount_grants')
export class DiscountGrant extends BaseEntity {
  @PrimaryColumn({ type: 'char', length: 26 }) ruleId!: string;
  @PrimaryColumn({ type: 'varchar', length: 32 }) periodKey!: string;
  @PrimaryColumn({ type: 'char', length: 26 }) personId!: string;
  /** The account through which the person was found. */
  @IdColumn() userId!: string;
  @Column({ type: 'int' }) version!: number;
  /** The daily run or the gift that granted it; none for a price at a sale. */
  @IdColumn({ nullable: true }) runId!: string | null;
  @Column({ type: 'smallint', nullable: true }) tier!: number | null;
  @Column({ type: 'enum', enum: [...grantKinds] }) kind!: GrantKind;
  @Column({ type: 'int', nullable: true }) percentBps!: number | null;
  /** The most it can cost, as it counts against the budget. */
  @MoneyColumn() amount!: Rupiah;
  @MoneyColumn() usedAmount!: Rupiah;
  @StateColumn(grantStates) status!: GrantStatus;
  @IdColumn({ nullable: true }) transactionId!: string | null;
  @InstantColumn({ nullable: true }) validUntil!: Date | null;
  @InstantColumn() createdAt!: Date;
  @InstantColumn() updatedAt!: Date;
}

export const discountGrantEntities: EntityClass[] = [DiscountGrant];

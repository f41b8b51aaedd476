import { Column, Entity } from 'typeorm';
import type { BasisPoints, Rupiah } from '../platform/money.js';
import { IdColumn, MoneyColumn, MutableRow, TextColumn } from '../platform/row.js';
import { customerTypes, type CustomerType } from '../users/index.js';

export const marginScopes = ['global', 'category', 'product'] as const;
export type MarginScope = (typeof marginScopes)[number];

/** What is added to the cost when a product has no price of its own; product before category before global. */
@Entity('margin_rules')
export class MarginRule extends MutableRow {
  @Column({ type: 'enum', enum: marginScopes }) scope!: MarginScope;
  /** Scope, its id and the customer type in one unique text. */
  @TextColumn(80) scopeKey!: string;
  @IdColumn({ nullable: true }) categoryId!: string | null;
  @IdColumn({ nullable: true }) productId!: string | null;
  @Column({ type: 'enum', enum: customerTypes }) customerType!: CustomerType;
  @Column({ type: 'int' }) marginBps!: BasisPoints;
  @MoneyColumn() marginAmount!: Rupiah;
  /** The price is rounded up to a multiple of this many rupiah. */
  @MoneyColumn() roundUpToAmount!: Rupiah;
  @Column({ type: 'boolean' }) active!: boolean;
  @Column({ type: 'int' }) version!: number;
}

/** Names the place of a rule: there is one rule for each scope, subject and customer type. */
export const scopeKeyOf = (
  scope: MarginScope,
  subjectId: string | null,
  customerType: CustomerType,
): string => [scope, subjectId ?? '*', customerType].join(':');

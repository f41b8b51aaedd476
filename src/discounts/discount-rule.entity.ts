import { Column, Entity } from 'typeorm';
import type { EntityClass } from '../platform/database.js';
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
import type { Definition } from './definition.js';
import { occasions, type Occasion } from './definition.parts.js';
import { versionStates, type VersionStatus } from './discount-version.states.js';

/** A discount that the shop gives by itself: its name, whatever its versions say. */
@Entity('discount_rules')
export class DiscountRule extends MutableRow {
  @TextColumn(80, { unique: true }) name!: string;
  @TextColumn(500) note!: string;
}

/** What a rule says, from draft to end; grants keep the number of the version that gave them. */
@Entity('discount_versions')
export class DiscountVersion extends MutableRow {
  @IdColumn() ruleId!: string;
  @Column({ type: 'int' }) version!: number;
  @Column({ type: 'json' }) definition!: Definition;
  @Column({ type: 'enum', enum: [...occasions] }) occasion!: Occasion;
  @StateColumn(versionStates) status!: VersionStatus;
  @Column({ type: 'int' }) revision!: number;
  /** The rule's id while this version is live or paused. */
  @IdColumn({ nullable: true, unique: true }) inForceOf!: string | null;
  @Column({ type: 'int', nullable: true }) copiedFrom!: number | null;
  @InstantColumn({ nullable: true }) liveFrom!: Date | null;
  @InstantColumn({ nullable: true }) liveAt!: Date | null;
  @InstantColumn({ nullable: true }) endedAt!: Date | null;
  @MoneyColumn({ nullable: true }) budgetAmount!: Rupiah | null;
  @MoneyColumn() budgetUsedAmount!: Rupiah;
  @MoneyColumn({ nullable: true }) simulatedCostAmount!: Rupiah | null;
}

/** One step in the life of a version. */
@Entity('discount_version_logs')
export class DiscountVersionLog extends Row {
  @IdColumn() versionId!: string;
  @TextColumn(32, { nullable: true }) fromStatus!: string | null;
  @TextColumn(32) toStatus!: string;
  @TextColumn(48) event!: string;
  @TextColumn(500, { nullable: true }) reason!: string | null;
  @TextColumn(16) actorKind!: string;
  @TextColumn(64, { nullable: true }) actorId!: string | null;
  @TextColumn(64, { nullable: true }) requestId!: string | null;
}

export const discountRuleEntities: EntityClass[] = [DiscountRule, DiscountVersion, DiscountVersionLog];

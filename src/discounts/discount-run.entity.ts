import { Column, Entity } from 'typeorm';
import type { EntityClass } from '../platform/database.js';
import type { Rupiah } from '../platform/money.js';
import { IdColumn, InstantColumn, MoneyColumn, MutableRow, TextColumn } from '../platform/row.js';

export const runStatuses = ['RUNNING', 'DONE'] as const;
export type RunStatus = (typeof runStatuses)[number];

/** The daily task on one Jakarta day; there is one, however often it is begun. */
@Entity('discount_runs')
export class DiscountRun extends MutableRow {
  @TextColumn(64) task!: string;
  @Column({ type: 'date' }) wibDate!: string;
  @Column({ type: 'enum', enum: [...runStatuses] }) status!: RunStatus;
  @InstantColumn() startedAt!: Date;
  @InstantColumn({ nullable: true }) finishedAt!: Date | null;
}

/** How far one rule has come in a run. */
@Entity('discount_run_rules')
export class DiscountRunRule extends MutableRow {
  @IdColumn() runId!: string;
  @IdColumn() ruleId!: string;
  @Column({ type: 'int' }) version!: number;
  @Column({ type: 'enum', enum: [...runStatuses] }) status!: RunStatus;
  /** All persons up to this id have been looked at. */
  @IdColumn() cursorPersonId!: string;
  @Column({ type: 'int' }) lookedCount!: number;
  @Column({ type: 'int' }) grantedCount!: number;
  @Column({ type: 'int' }) heldOutCount!: number;
  @Column({ type: 'int' }) skippedCount!: number;
  /** How many for which reason. */
  @Column({ type: 'json', nullable: true }) skipped!: Record<string, number> | null;
  @MoneyColumn() grantedAmount!: Rupiah;
  /** On the day of its run it may begin again. */
  @InstantColumn() begunAt!: Date;
}

export const waveKinds = ['message', 'credit'] as const;
export type WaveKind = (typeof waveKinds)[number];

/** How far the grants of one rule in one run, or of one gift, have been told or paid. */
@Entity('discount_waves')
export class DiscountWave extends MutableRow {
  @IdColumn() runId!: string;
  @IdColumn() ruleId!: string;
  @Column({ type: 'int' }) version!: number;
  @Column({ type: 'enum', enum: [...waveKinds] }) kind!: WaveKind;
  @Column({ type: 'enum', enum: [...runStatuses] }) status!: RunStatus;
  /** What was granted before is another wave. */
  @InstantColumn() sinceAt!: Date;
  /** The last who was told or paid, and for which of their grants: two may come in one run. */
  @IdColumn() cursorPersonId!: string;
  @TextColumn(32) cursorPeriodKey!: string;
  @Column({ type: 'int' }) doneCount!: number;
  /** Who has not agreed to be told, or has no wallet that can take it. */
  @Column({ type: 'int' }) leftOutCount!: number;
}

export const discountRunEntities: EntityClass[] = [DiscountRun, DiscountRunRule, DiscountWave];

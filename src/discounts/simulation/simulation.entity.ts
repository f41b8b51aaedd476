import { BaseEntity, Column, Entity, PrimaryColumn } from 'typeorm';
import { IdColumn, InstantColumn, MoneyColumn, MutableRow, TextColumn } from '../../platform/row.js';
import type { Definition } from '../definition.js';
import type { SimulationResult } from './simulation.result.js';

export const simulationStatuses = ['RUNNING', 'DONE', 'FAILED'] as const;
export const simulatedOutcomes = ['GRANTED', 'HELD_OUT', 'OUT_OF_BUDGET'] as const;

/** A version of a rule tried on a past window of real sales, with what it came to. */
@Entity('discount_simulations')
export class DiscountSimulation extends MutableRow {
  @IdColumn() versionId!: string;
  @IdColumn() ruleId!: string;
  @Column({ type: 'int' }) version!: number;
  /** Of the draft that was simulated; a later one has not been. */
  @Column({ type: 'int' }) revision!: number;
  @Column({ type: 'json' }) definition!: Definition;
  /** Local days in Jakarta, both included. */
  @Column({ type: 'date' }) fromDate!: string;
  @Column({ type: 'date' }) toDate!: string;
  @Column({ type: 'enum', enum: [...simulationStatuses] }) status!: (typeof simulationStatuses)[number];
  @Column({ type: 'int' }) peopleTotal!: number;
  @Column({ type: 'int', default: 0 }) peopleDone!: number;
  /** Sales that were looked at. */
  @Column({ type: 'int', default: 0 }) orderCount!: number;
  @Column({ type: 'json', nullable: true }) result!: SimulationResult | null;
  @TextColumn(64, { nullable: true }) failure!: string | null;
  @IdColumn({ nullable: true }) staffId!: string | null;
  @InstantColumn({ nullable: true }) finishedAt!: Date | null;
}

/** Who would have got it and when, and on which sale it would have been used. */
@Entity('discount_simulation_grants')
export class SimulatedGrant extends BaseEntity {
  @PrimaryColumn({ type: 'char', length: 26 }) simulationId!: string;
  @PrimaryColumn({ type: 'char', length: 26 }) personId!: string;
  @PrimaryColumn({ type: 'varchar', length: 32 }) periodKey!: string;
  @IdColumn() userId!: string;
  @InstantColumn() grantedAt!: Date;
  @Column({ type: 'date' }) wibDate!: string;
  @Column({ type: 'enum', enum: [...simulatedOutcomes] }) outcome!: (typeof simulatedOutcomes)[number];
  @Column({ type: 'smallint', nullable: true }) tier!: number | null;
  /** The most it can cost, as it counts against the budget. */
  @MoneyColumn() amount!: number;
  @IdColumn({ nullable: true }) transactionId!: string | null;
  @Column({ type: 'date', nullable: true }) usedDate!: string | null;
  @MoneyColumn() usedAmount!: number;
  /** What that sale would have got without the floor. */
  @MoneyColumn() promisedAmount!: number;
  @MoneyColumn() orderAmount!: number;
  @MoneyColumn() orderCostAmount!: number;
}

export const simulationEntities = [DiscountSimulation, SimulatedGrant];

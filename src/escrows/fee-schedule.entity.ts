import { Column, Entity } from 'typeorm';
import type { EntityClass } from '../platform/database.js';
import { InstantColumn, MutableRow, StateColumn, TextColumn } from '../platform/row.js';
import type { FeeBand } from './fee.js';
import { feeScheduleStates, type FeeScheduleStatus } from './fee-schedule.states.js';

/** What deals pay by their nominal, from a date on; a deal keeps the version that it was quoted. */
@Entity('fee_schedules')
export class FeeSchedule extends MutableRow {
  /** Counts scheduled schedules; a draft has none. */
  @Column({ type: 'int', nullable: true, unique: true }) version!: number | null;
  @TextColumn(80) name!: string;
  @Column({ type: 'json' }) bands!: FeeBand[];
  @StateColumn(feeScheduleStates) status!: FeeScheduleStatus;
  /** A Jakarta midnight. */
  @InstantColumn({ nullable: true }) effectiveFrom!: Date | null;
  @Column({ type: 'int' }) revision!: number;
}

export const feeScheduleEntities: EntityClass[] = [FeeSchedule];

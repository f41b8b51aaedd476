import { Entity } from 'typeorm';
import { IdColumn, InstantColumn, Row, StateColumn, TextColumn } from './row.js';
import { defineStates } from './states.js';

/** A paused queue keeps its jobs in the outbox: none is handed out and none begins until it is resumed. */
export const workQueueStates = defineStates('work_queue', {
  RUNNING: { pause: 'PAUSED' },
  PAUSED: { resume: 'RUNNING' },
});

export type WorkQueueStatus = (typeof workQueueStates.states)[number];

/** One queue of jobs. Whether it is paused stands here and not in Redis, which may forget it. */
@Entity('work_queues')
export class WorkQueue extends Row {
  @TextColumn(32) name!: string;
  @StateColumn(workQueueStates) status!: WorkQueueStatus;
  @InstantColumn({ nullable: true }) pausedAt!: Date | null;
  @IdColumn({ nullable: true }) pausedBy!: string | null;
  @TextColumn(500, { nullable: true }) pauseReason!: string | null;
  /** When Redis was last emptied of its jobs. */
  @InstantColumn({ nullable: true }) drainedAt!: Date | null;
}

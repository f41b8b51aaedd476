import { Column, Entity } from 'typeorm';
import type { AlertKind } from './alerts.js';
import { IdColumn, InstantColumn, Row, TextColumn } from './row.js';
import { WorkQueue } from './work-queue.entity.js';

/** Something a person must look at, or has looked at; `raiseAlert` writes it. */
@Entity('alerts')
export class AlertNote extends Row {
  @TextColumn(64) kind!: AlertKind;
  @TextColumn(120) subject!: string;
  @Column({ type: 'enum', enum: ['info', 'warning', 'critical'] }) severity!: 'info' | 'warning' | 'critical';
  @Column({ type: 'json' }) details!: Record<string, string | number | null>;
  @Column({ type: 'int' }) occurrences!: number;
  /** Kind and subject while it is open; null once it is closed. */
  @TextColumn(190, { nullable: true }) openKey!: string | null;
  @InstantColumn() lastAt!: Date;
  @InstantColumn({ nullable: true }) closedAt!: Date | null;
  @IdColumn({ nullable: true }) closedBy!: string | null;
}

export const outboxStatuses = ['PENDING', 'SENT', 'DONE', 'DEAD'] as const;

/** A job as the outbox keeps it; the relay and the workers write it. */
@Entity('outbox')
export class OutboxJob extends Row {
  @TextColumn(64) job!: string;
  @TextColumn(32) queue!: string;
  @Column({ type: 'json' }) payload!: Record<string, unknown>;
  @Column({ type: 'enum', enum: [...outboxStatuses] }) status!: (typeof outboxStatuses)[number];
  @Column({ type: 'int' }) attempts!: number;
  @Column({ type: 'int' }) failures!: number;
  /** How often a worker died while it held the job. */
  @Column({ type: 'int' }) lostLeases!: number;
  @InstantColumn() availableAt!: Date;
  @InstantColumn({ nullable: true }) sentAt!: Date | null;
  @InstantColumn({ nullable: true }) leasedUntil!: Date | null;
  @InstantColumn({ nullable: true }) finishedAt!: Date | null;
  @TextColumn(500, { nullable: true }) lastError!: string | null;
  @TextColumn(160, { nullable: true }) uniqueKey!: string | null;
  @TextColumn(64, { nullable: true }) requestId!: string | null;
}

export const operationsEntities = [AlertNote, OutboxJob, WorkQueue];

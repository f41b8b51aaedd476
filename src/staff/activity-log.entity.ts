import { Column, Entity } from 'typeorm';
import { Row, TextColumn } from '../platform/row.js';

/** Who did what to which record, when, why and from where. The table takes new rows only. */
@Entity('activity_logs')
export class ActivityLog extends Row {
  @TextColumn(16) actorKind!: string;
  @TextColumn(64, { nullable: true }) actorId!: string | null;
  @TextColumn(120, { nullable: true }) actorName!: string | null;
  @TextColumn(64) action!: string;
  @TextColumn(48) subjectType!: string;
  @TextColumn(64) subjectId!: string;
  @TextColumn(500, { nullable: true }) reason!: string | null;
  @Column({ type: 'json', nullable: true }) beforeValues!: Record<string, unknown> | null;
  @Column({ type: 'json', nullable: true }) afterValues!: Record<string, unknown> | null;
  @TextColumn(45, { nullable: true }) ip!: string | null;
  @TextColumn(64, { nullable: true }) requestId!: string | null;
}

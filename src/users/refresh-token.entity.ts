import { Entity } from 'typeorm';
import { IdColumn, InstantColumn, Row, TextColumn } from '../platform/row.js';

/**
 * One use of a session. Each refresh spends a token and leaves its successor in the same family;
 * a family with a revoked token is a session that has ended.
 */
@Entity('refresh_tokens')
export class RefreshToken extends Row {
  @IdColumn() familyId!: string;
  @IdColumn() userId!: string;
  @TextColumn(64) tokenHash!: string;
  @InstantColumn() expiresAt!: Date;
  @InstantColumn({ nullable: true }) usedAt!: Date | null;
  @InstantColumn({ nullable: true }) revokedAt!: Date | null;
  @TextColumn(32, { nullable: true }) revokedReason!: string | null;
  @TextColumn(200, { nullable: true }) userAgent!: string | null;
  @TextColumn(45, { nullable: true }) ip!: string | null;
}

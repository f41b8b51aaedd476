import { Column, Entity } from 'typeorm';
import { InstantColumn, MutableRow, TextColumn, WholeColumn } from '../platform/row.js';
import { staffRoles, type StaffRole } from './permissions.js';

/** Somebody who works at the console. Staff and customers share no accounts, no logins and no tokens. */
@Entity('staff_accounts')
export class StaffAccount extends MutableRow {
  @TextColumn(120) name!: string;
  @TextColumn(254, { unique: true }) email!: string;
  /** E.164. Tells, like the address, which customer is the same person. */
  @TextColumn(20, { nullable: true, unique: true }) phone!: string | null;
  @TextColumn(255, { select: false }) passwordHash!: string;
  @Column({ type: 'enum', enum: [...staffRoles] }) role!: StaffRole;
  @Column({ type: 'boolean', default: true }) active!: boolean;
  /** Secret of the second factor, encrypted; null while there is none. */
  @Column({ type: 'varbinary', length: 255, nullable: true, select: false }) totpSecretCipher!: Buffer | null;
  /** The last time step whose code was accepted: a code works once, and no older one after it. */
  @WholeColumn({ nullable: true, select: false }) totpLastStep!: number | null;
  /** Console sessions that began earlier are over. */
  @InstantColumn() sessionsValidFrom!: Date;
  @InstantColumn({ nullable: true }) lastLoginAt!: Date | null;
  @Column({ type: 'int', default: 1 }) version!: number;
}

import { Column, Entity } from 'typeorm';
import { locales, type Locale } from '../platform/i18n.js';
import { IdColumn, InstantColumn, MutableRow, StateColumn, TextColumn } from '../platform/row.js';
import { userStates, type UserStatus } from './user.states.js';

export const customerTypes = ['retail', 'reseller'] as const;
export type CustomerType = (typeof customerTypes)[number];

/** How well we know who a customer is; limits of wallets follow from it. */
export const kycLevels = ['NONE', 'BASIC', 'FULL'] as const;
export type KycLevel = (typeof kycLevels)[number];

/** A customer. Staff are no users: they have accounts of their own. */
@Entity('users')
export class User extends MutableRow {
  /** The earliest account of the person behind this one; its own id for most. */
  @IdColumn() personId!: string;
  @TextColumn(120) name!: string;
  @TextColumn(254, { nullable: true, unique: true }) email!: string | null;
  /** E.164, `+62…`. */
  @TextColumn(20, { nullable: true, unique: true }) phone!: string | null;
  /** Never read by accident: only the login asks for it. */
  @TextColumn(255, { nullable: true, select: false }) passwordHash!: string | null;
  @Column({ type: 'enum', enum: ['admin', 'customer'], default: 'customer' }) role!: 'admin' | 'customer';
  @Column({ type: 'enum', enum: [...customerTypes], default: 'retail' }) customerType!: CustomerType;
  @Column({ type: 'boolean', default: false }) isGuest!: boolean;
  @StateColumn(userStates) status!: UserStatus;
  @Column({ type: 'enum', enum: [...kycLevels], default: 'NONE' }) kycLevel!: KycLevel;
  @TextColumn(500, { nullable: true }) statusReason!: string | null;
  @Column({ type: 'enum', enum: [...locales], default: 'id' }) locale!: Locale;
  /** All three or none, unless an import brought a part; a day that no calendar has is kept as it came. */
  @Column({ type: 'smallint', nullable: true }) birthYear!: number | null;
  @Column({ type: 'tinyint', nullable: true }) birthMonth!: number | null;
  @Column({ type: 'tinyint', nullable: true }) birthDay!: number | null;
  @TextColumn(80, { nullable: true }) city!: string | null;
  @InstantColumn({ nullable: true }) lastLoginAt!: Date | null;
  @Column({ type: 'int', default: 1 }) version!: number;
}

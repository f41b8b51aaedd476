import { Column, Entity } from 'typeorm';
import { IdColumn, InstantColumn, MutableRow, Row, StateColumn, TextColumn } from '../platform/row.js';
import { consentStates, type ConsentStatus } from './consent.states.js';

/** What a customer may agree to besides what an order needs. */
export const consentPurposes = ['marketing'] as const;
export type ConsentPurpose = (typeof consentPurposes)[number];

/** The ways on which such messages go out. */
export const consentChannels = ['email', 'inbox'] as const;
export type ConsentChannel = (typeof consentChannels)[number];

/** How somebody said so. */
export const consentSources = ['registration', 'api', 'account_page', 'unsubscribe_link', 'staff'] as const;
export type ConsentSource = (typeof consentSources)[number];

/** What a customer says now about messages of one purpose on one channel; without a row they have not agreed. */
@Entity('consents')
export class Consent extends MutableRow {
  @IdColumn() userId!: string;
  @Column({ type: 'enum', enum: [...consentPurposes] }) purpose!: ConsentPurpose;
  @TextColumn(16) channel!: ConsentChannel;
  @StateColumn(consentStates) status!: ConsentStatus;
  @TextColumn(24) source!: ConsentSource;
  /** Since when it stands as it does. */
  @InstantColumn() since!: Date;
}

/** Every time a consent was given or withdrawn: when, how (`reason`) and by whom. The table takes new rows only. */
@Entity('consent_logs')
export class ConsentLog extends Row {
  @IdColumn() consentId!: string;
  @TextColumn(32, { nullable: true }) fromStatus!: ConsentStatus | null;
  @TextColumn(32) toStatus!: ConsentStatus;
  @TextColumn(48) event!: string;
  @TextColumn(500, { nullable: true }) reason!: string | null;
  @TextColumn(16) actorKind!: string;
  @TextColumn(64, { nullable: true }) actorId!: string | null;
  @TextColumn(64, { nullable: true }) requestId!: string | null;
}

import { Column, Entity } from 'typeorm';
import { IdColumn, InstantColumn, MutableRow, Row, TextColumn, WholeColumn } from '../platform/row.js';

export const notificationKinds = [
  'transaction_paid',
  'transaction_success',
  'transaction_refunded',
  'transaction_partly_refunded',
  'transaction_expired',
  'transaction_cancelled',
  'payment_parked',
  'payment_returned',
  'shipment_ready',
  'shipment_shipped',
  'wallet_topped_up',
  'transfer_sent',
  'transfer_received',
  'withdrawal_requested',
  'withdrawal_paid_out',
  'withdrawal_failed',
  'withdrawal_rejected',
  'bank_account_added',
  'bank_account_verified',
  'bank_account_rejected',
  'escrow_joined',
  'escrow_amended',
  'escrow_agreed',
  'escrow_held',
  'escrow_delivered',
  'escrow_released',
  'escrow_refunded',
  'escrow_split',
  'escrow_disputed',
  'escrow_payment_returned',
  'escrow_cancellation_asked',
  'escrow_cancelled',
  'escrow_expired',
  'escrow_reminder',
  'dispute_evidence_asked',
  'dispute_decided',
  'dispute_extended',
  'dispute_appealed',
  'dispute_ruled',
  'ticket_answered',
  'discount_granted',
] as const;

export type NotificationKind = (typeof notificationKinds)[number];

/** Kinds that sell something: they go only to those who agreed, on the channels that they agreed to. */
const marketingKinds: ReadonlySet<NotificationKind> = new Set(['discount_granted']);

export const isMarketing = (kind: NotificationKind): boolean => marketingKinds.has(kind);

/** What the text of a message needs to know; the words themselves come from the copy in the reader's language. */
export type MessageParams = Record<string, string | number>;

/** One message to one customer, numbered without gaps, so that a device that was away can ask for the rest. */
@Entity('notifications')
export class Notification extends Row {
  @IdColumn() userId!: string;
  @WholeColumn() sequence!: number;
  @TextColumn(48) kind!: NotificationKind;
  @TextColumn(32) subjectType!: string;
  @IdColumn() subjectId!: string;
  @Column({ type: 'json' }) params!: MessageParams;
  @TextColumn(120) eventKey!: string;
  @InstantColumn({ nullable: true }) readAt!: Date | null;
}

/** A mail is withheld when its reader withdrew their consent while it waited. */
export const deliveryStatuses = ['QUEUED', 'SENDING', 'SENT', 'FAILED', 'WITHHELD'] as const;
export type DeliveryStatus = (typeof deliveryStatuses)[number];

/** One e-mail on its way, with what became of it. */
@Entity('notification_deliveries')
export class NotificationDelivery extends MutableRow {
  @Column({ type: 'enum', enum: ['email'] }) channel!: 'email';
  @TextColumn(64) template!: NotificationKind;
  @TextColumn(254) recipient!: string;
  /** The account that it goes to; none for guests. */
  @IdColumn({ nullable: true }) userId!: string | null;
  @Column({ type: 'enum', enum: ['id', 'en'] }) locale!: 'id' | 'en';
  @TextColumn(32) subjectType!: string;
  @IdColumn() subjectId!: string;
  @Column({ type: 'json' }) params!: MessageParams;
  @TextColumn(160, { unique: true }) eventKey!: string;
  @Column({ type: 'enum', enum: [...deliveryStatuses] }) status!: DeliveryStatus;
  @TextColumn(200, { nullable: true }) providerId!: string | null;
  @TextColumn(300, { nullable: true }) error!: string | null;
  @InstantColumn({ nullable: true }) sentAt!: Date | null;
}

export const notificationsEntities = [Notification, NotificationDelivery];

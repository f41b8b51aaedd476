import { Column, Entity } from 'typeorm';
import type { EntityClass } from '../platform/database.js';
import { IdColumn, InstantColumn, MutableRow, Row, TextColumn, WholeColumn } from '../platform/row.js';

export const memberRoles = ['BUYER', 'SELLER', 'MEMBER', 'STAFF'] as const;
export type MemberRole = (typeof memberRoles)[number];

export const senderTypes = ['CUSTOMER', 'STAFF', 'SYSTEM'] as const;
export type SenderType = (typeof senderTypes)[number];

/** Where the people of one matter talk. Its id is that of the matter. */
@Entity('rooms')
export class Room extends MutableRow {
  /** What kind of matter it is: `escrow`. */
  @TextColumn(24) kind!: string;
  /** The number of the newest message; every message has the next one. */
  @WholeColumn() lastSequence!: number;
  /** From then on nothing that was said can be changed. */
  @InstantColumn({ nullable: true }) sealedAt!: Date | null;
  @WholeColumn() sealedSequence!: number;
  /** The newest seal, SHA-256 in hex. */
  @TextColumn(64, { nullable: true }) sealHash!: string | null;
}

/** Somebody in a room: a customer, or staff who came in. */
@Entity('room_members')
export class RoomMember extends Row {
  @IdColumn() roomId!: string;
  @IdColumn({ nullable: true }) userId!: string | null;
  @IdColumn({ nullable: true }) staffId!: string | null;
  @Column({ type: 'enum', enum: memberRoles }) role!: MemberRole;
  /** Up to which message everything has reached them. */
  @WholeColumn() deliveredSequence!: number;
  /** Up to which message they have read. */
  @WholeColumn() readSequence!: number;
}

/** An attachment as a message names it: the digest is there so that a seal over messages covers files as well. */
export interface AttachedFile {
  id: string;
  sha256: string;
}

export const messageFlags = ['link', 'phone', 'bank_account', 'otp'] as const;
/** What in a text deserves a warning. */
export type MessageFlag = (typeof messageFlags)[number];

export type LineParams = Record<string, string | number | null>;

/** What was said, as text: whoever shows it encodes it for the place where it stands. */
@Entity('messages')
export class Message extends Row {
  @IdColumn() roomId!: string;
  @WholeColumn() sequence!: number;
  @Column({ type: 'enum', enum: senderTypes }) senderType!: SenderType;
  /** Nobody for lines of the shop itself. */
  @IdColumn({ nullable: true }) memberId!: string | null;
  /** The sender's own name for it, by which a repeat is known. */
  @TextColumn(64, { nullable: true }) clientId!: string | null;
  @TextColumn(2000) body!: string;
  /** What a line of the shop says: `escrow.held`. */
  @TextColumn(48, { nullable: true }) code!: string | null;
  @Column({ type: 'json', nullable: true }) params!: LineParams | null;
  @Column({ type: 'json', nullable: true }) attachments!: AttachedFile[] | null;
  @Column({ type: 'json', nullable: true }) flags!: MessageFlag[] | null;
  @InstantColumn({ nullable: true }) editedAt!: Date | null;
}

/** What a message said before it was edited. */
@Entity('message_versions')
export class MessageVersion extends Row {
  @IdColumn() messageId!: string;
  @TextColumn(2000) body!: string;
}

export const attachmentKinds = ['IMAGE', 'DOCUMENT'] as const;

/** A file that somebody brought into a room, as we keep it. */
@Entity('attachments')
export class Attachment extends MutableRow {
  @IdColumn() roomId!: string;
  /** Who brought it. */
  @IdColumn() memberId!: string;
  /** What is left UPLOADED for a day is forgotten. */
  @Column({ type: 'enum', enum: ['UPLOADED', 'ATTACHED'] }) state!: 'UPLOADED' | 'ATTACHED';
  @Column({ type: 'enum', enum: attachmentKinds }) kind!: (typeof attachmentKinds)[number];
  @TextColumn(32) contentType!: string;
  @TextColumn(120) name!: string;
  /** Bytes. */
  @WholeColumn() size!: number;
  @WholeColumn({ nullable: true }) width!: number | null;
  @WholeColumn({ nullable: true }) height!: number | null;
  @WholeColumn({ nullable: true }) pages!: number | null;
  /** Of what is kept. */
  @TextColumn(64) sha256!: string;
  /** Of what was sent, before it was encoded anew: the same picture in two deals is found by it. */
  @TextColumn(64) originalSha256!: string;
}

/** A hash over the seal before it and the messages it covers. */
@Entity('room_seals')
export class RoomSeal extends Row {
  @IdColumn() roomId!: string;
  @WholeColumn() fromSequence!: number;
  @WholeColumn() throughSequence!: number;
  @TextColumn(64) hash!: string;
}

export const roomsEntities: EntityClass[] = [Room, RoomMember, Message, MessageVersion, Attachment, RoomSeal];

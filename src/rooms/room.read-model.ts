import type { Actor } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { notFound } from '../platform/errors.js';
import { can } from '../staff/index.js';
import type { Message, MemberRole, RoomMember } from './room.entity.js';
import { fileView, type FileView } from './attachment.read-model.js';
import { messageOf, type MessageRow } from './message-row.js';

/** Somebody in a room, as the others see them. */
export interface MemberView extends Pick<
  RoomMember,
  'id' | 'userId' | 'staffId' | 'role' | 'deliveredSequence' | 'readSequence'
> {
  name: string;
  /** Banned and closed accounts stay members, but may no longer come in. */
  isActive: boolean;
}

interface MemberRow {
  id: string;
  user_id: string | null;
  staff_id: string | null;
  role: MemberRole;
  delivered_sequence: string;
  read_sequence: string;
  name: string | null;
  active: number | string;
}

/** Names and marks as the shop knows them: what a customer calls themselves in a message counts for nothing. */
export const memberSelect = `
  SELECT m.id, m.user_id, m.staff_id, m.role, m.delivered_sequence, m.read_sequence,
         COALESCE(u.name, s.name) AS name, COALESCE(u.status = 'ACTIVE', s.active) AS active
  FROM room_members m LEFT JOIN users u ON u.id = m.user_id LEFT JOIN staff_accounts s ON s.id = m.staff_id`;

export const memberOf = (row: MemberRow): MemberView => ({
  id: row.id,
  userId: row.user_id,
  staffId: row.staff_id,
  role: row.role,
  deliveredSequence: Number(row.delivered_sequence),
  readSequence: Number(row.read_sequence),
  name: row.name ?? '',
  isActive: Number(row.active) === 1,
});

export type { MemberRow };

/** Who is in a room, in the order in which they came. */
export const membersOf = async (roomId: string): Promise<MemberView[]> =>
  (await query<MemberRow>(`${memberSelect} WHERE m.room_id = ? ORDER BY m.id`, [roomId])).map(memberOf);

export interface RoomView {
  id: string;
  kind: string;
  lastSequence: number;
  sealedAt: Date | null;
  members: MemberView[];
  /** Whoever asks; staff who only read are not in the room. */
  self: MemberView | null;
}

interface RoomRow {
  id: string;
  kind: string;
  last_sequence: string;
  sealed_at: Date | null;
}

/** Whether this is the person behind the actor. */
export const isSelf = (member: MemberView, viewer: Actor): boolean =>
  (viewer.kind === 'customer' && member.userId === viewer.id && member.isActive) ||
  (viewer.kind === 'staff' && member.staffId === viewer.id && can(viewer, 'rooms.enter'));

/**
 * The room for whoever may be in it: its members, and staff with the right to enter.
 * @throws DomainError `not_found` for everybody else, as for a room that is not there.
 */
export async function mayEnter(viewer: Actor, roomId: string): Promise<RoomView> {
  const [[room], members] = await Promise.all([
    query<RoomRow>('SELECT id, kind, last_sequence, sealed_at FROM rooms WHERE id = ?', [roomId]),
    membersOf(roomId),
  ]);
  const self = members.find((member) => isSelf(member, viewer)) ?? null;
  if (!room || !(self || can(viewer, 'rooms.enter'))) throw notFound('room');
  return {
    id: room.id,
    kind: room.kind,
    lastSequence: Number(room.last_sequence),
    sealedAt: room.sealed_at,
    members,
    self,
  };
}

/** A message with its sender and its files. */
export interface MessageView extends Pick<
  Message,
  | 'id'
  | 'roomId'
  | 'sequence'
  | 'senderType'
  | 'clientId'
  | 'body'
  | 'code'
  | 'params'
  | 'flags'
  | 'editedAt'
  | 'createdAt'
> {
  /** Nobody for lines of the shop. */
  sender: Sender | null;
  files: FileView[];
}

export type Sender = Pick<MemberView, 'id' | 'role' | 'name' | 'userId' | 'staffId'>;

export interface MessageWish {
  /** Older than this number, newest last. */
  before?: number | undefined;
  /** Newer than this number. */
  after?: number | undefined;
  limit?: number | undefined;
  /** Words that must stand in the text. */
  search?: string | undefined;
}

const escaped = (text: string): string => `%${text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;

const conditionsOf = (roomId: string, { before, after, search }: MessageWish): [string, unknown][] => [
  ['m.room_id = ?', roomId],
  ...(before === undefined ? [] : [['m.sequence < ?', before] as [string, unknown]]),
  ...(after === undefined ? [] : [['m.sequence > ?', after] as [string, unknown]]),
  ...(search ? [['m.body LIKE ?', escaped(search)] as [string, unknown]] : []),
];

/**
 * Messages of a room in the order in which they were said: the newest, those before a number, or those after one.
 * Rights are the caller's business: ask `mayEnter` first.
 */
export async function messagesOf(
  roomId: string,
  wish: MessageWish = {},
): Promise<{ rows: MessageView[]; hasMore: boolean }> {
  const { limit = 50 } = wish;
  const conditions = conditionsOf(roomId, wish);
  const forward = wish.after !== undefined && wish.before === undefined;
  const found = await query<MessageRow>(
    `SELECT m.*, r.role, r.user_id, r.staff_id, COALESCE(u.name, s.name) AS name
     FROM messages m LEFT JOIN room_members r ON r.id = m.member_id
     LEFT JOIN users u ON u.id = r.user_id LEFT JOIN staff_accounts s ON s.id = r.staff_id
     WHERE ${conditions.map(([text]) => text).join(' AND ')} ORDER BY m.sequence ${forward ? 'ASC' : 'DESC'} LIMIT ?`,
    [...conditions.map(([, value]) => value), limit + 1],
  );
  const shown = found.slice(0, limit).map(messageOf);
  if (!forward) shown.reverse();
  return { rows: await withFiles(shown), hasMore: found.length > limit };
}

/** One message by its number; null when there is none. */
export async function messageIn(roomId: string, sequence: number): Promise<MessageView | null> {
  const { rows } = await messagesOf(roomId, { before: sequence + 1, limit: 1 });
  return rows.find((message) => message.sequence === sequence) ?? null;
}

type Bare = ReturnType<typeof messageOf>;

async function withFiles(messages: Bare[]): Promise<MessageView[]> {
  const ids = messages.flatMap(({ attachments }) => (attachments ?? []).map(({ id }) => id));
  const files = new Map((await fileView(ids)).map((file) => [file.id, file]));
  return messages.map(({ attachments, ...message }) => ({
    ...message,
    files: (attachments ?? []).flatMap(({ id }) => files.get(id) ?? []),
  }));
}

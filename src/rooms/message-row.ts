import type { AttachedFile, LineParams, MemberRole, MessageFlag, SenderType } from './room.entity.js';

/** A message with the member who said it, as the database answers. JSON is text or read already, by the driver. */
export interface MessageRow {
  id: string;
  room_id: string;
  sequence: string;
  sender_type: SenderType;
  member_id: string | null;
  client_id: string | null;
  body: string;
  code: string | null;
  params: unknown;
  attachments: unknown;
  flags: unknown;
  edited_at: Date | null;
  created_at: Date;
  role: MemberRole | null;
  user_id: string | null;
  staff_id: string | null;
  name: string | null;
}

const read = <T>(value: unknown): T | null =>
  typeof value === 'string' ? (JSON.parse(value) as T) : ((value ?? null) as T | null);

const senderOf = ({ member_id: id, role, name, user_id: userId, staff_id: staffId }: MessageRow) =>
  id === null || role === null ? null : { id, role, name: name ?? '', userId, staffId };

export const messageOf = (row: MessageRow) => ({
  id: row.id,
  roomId: row.room_id,
  sequence: Number(row.sequence),
  senderType: row.sender_type,
  sender: senderOf(row),
  clientId: row.client_id,
  body: row.body,
  code: row.code,
  params: read<LineParams>(row.params),
  attachments: read<AttachedFile[]>(row.attachments),
  flags: read<MessageFlag[]>(row.flags),
  editedAt: row.edited_at,
  createdAt: row.created_at,
});

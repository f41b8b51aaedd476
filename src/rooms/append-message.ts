import { newId } from '../platform/ids.js';
import { notFound } from '../platform/errors.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import {
  Message,
  type AttachedFile,
  type LineParams,
  type MessageFlag,
  type SenderType,
} from './room.entity.js';

/** What stands in a message, whoever says it. */
export interface Saying {
  senderType: SenderType;
  memberId: string | null;
  clientId: string | null;
  body: string;
  code: string | null;
  params: LineParams | null;
  attachments: AttachedFile[] | null;
  flags: MessageFlag[] | null;
}

/**
 * Takes the next number of a room and holds the room until the commit, so that numbers have no gaps and are seen in
 * their order: whoever has read number 8 has been able to read 7.
 * @throws DomainError `not_found`.
 */
export async function nextSequence(uow: UnitOfWork, roomId: string): Promise<number> {
  const [room] = await uow.sql<{ last: string }>(
    'SELECT last_sequence AS last FROM rooms WHERE id = ? FOR UPDATE',
    [roomId],
  );
  if (!room) throw notFound('room');
  const sequence = Number(room.last) + 1;
  uow.addSql('UPDATE rooms SET last_sequence = ?, updated_at = ? WHERE id = ?', [sequence, uow.now, roomId]);
  return sequence;
}

/** Writes a message under its number; the row travels with what follows. */
export function appendMessage(
  uow: UnitOfWork,
  { roomId, sequence }: { roomId: string; sequence: number },
  saying: Saying,
): Message {
  const row = { id: newId(), roomId, sequence, ...saying, editedAt: null };
  uow.add(Message, row);
  return Object.assign(new Message(), row, { createdAt: uow.now });
}

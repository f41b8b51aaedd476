import { notFound } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { announceMessage } from './announce.js';
import { flagsOf, isFraudSignal } from './content-flags.js';
import { ownSeat } from './own-seat.js';
import { warnStaff } from './post-message.js';
import { Message, MessageVersion, Room, RoomMember } from './room.entity.js';
import { messageFixed, roomSealed } from './room.errors.js';
import { messageIn, type MessageView } from './room.read-model.js';

/** A slip of the pen is seen at once; what the other side has acted on shall stand. */
const editableMs = 15 * 60_000;

/** Whether a message is still young enough to be put right by whoever wrote it. */
export const isFresh = ({ createdAt }: Pick<Message, 'createdAt'>, now: Date): boolean =>
  now.getTime() - createdAt.getTime() <= editableMs;

export interface Edit {
  roomId: string;
  sequence: number;
  body: string;
}

async function ownMembership(uow: UnitOfWork, roomId: string): Promise<RoomMember> {
  const { column, id } = ownSeat(uow.actor);
  const who = column === 'user_id' ? { userId: id } : { staffId: id };
  const member = await uow.find(RoomMember, { roomId, ...who });
  if (!member) throw notFound('room');
  return member;
}

/**
 * Changes what a message says; what it said before is kept. The room is held, so that a seal sees one or the other.
 * @throws DomainError `not_found`, `room_sealed`, `message_fixed` (409).
 */
export async function editMessage(uow: UnitOfWork, { roomId, sequence, body }: Edit): Promise<void> {
  const member = await ownMembership(uow, roomId);
  const room = await uow.lock(Room, { id: roomId });
  const message = await uow.find(Message, { roomId, sequence });
  if (!message) throw notFound('message');
  if (room.sealedAt) throw roomSealed();
  if (message.memberId !== member.id || !isFresh(message, uow.now)) throw messageFixed();
  if (message.body === body) return;
  const flags = member.role === 'STAFF' ? [] : flagsOf(body);
  uow.add(MessageVersion, { id: newId(), messageId: message.id, body: message.body });
  await uow.update(
    Message,
    { id: message.id },
    { body, flags: flags.length > 0 ? flags : null, editedAt: uow.now },
  );
  if (isFraudSignal(flags)) await warnStaff(uow, roomId, flags);
  uow.afterCommit(async () => announceMessage((await messageIn(roomId, sequence)) as MessageView));
}

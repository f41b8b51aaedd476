import { isDuplicate } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { Room, RoomMember, type MemberRole } from './room.entity.js';

export interface NewMember {
  userId: string;
  role: Exclude<MemberRole, 'STAFF'>;
}

interface NewRoom {
  /** That of the matter which is talked about. */
  id: string;
  kind: 'escrow';
  members: NewMember[];
}

const rowOf = (roomId: string, { userId, role }: NewMember) => ({
  id: newId(),
  roomId,
  userId,
  staffId: null,
  role,
  deliveredSequence: 0,
  readSequence: 0,
});

/** Opens the room of a matter; its members are those who may talk and read there. */
export function openRoom(uow: UnitOfWork, { id, kind, members }: NewRoom): void {
  uow.add(Room, { id, kind, lastSequence: 0, sealedAt: null, sealedSequence: 0, sealHash: null });
  uow.add(
    RoomMember,
    members.map((member) => rowOf(id, member)),
  );
}

/** Lets somebody in, who then reads from the first message on. Twice is once. */
export async function addMember(
  uow: UnitOfWork,
  { roomId, ...member }: NewMember & { roomId: string },
): Promise<void> {
  try {
    await uow.insert(RoomMember, rowOf(roomId, member));
  } catch (error) {
    if (!isDuplicate(error, 'room_members_user')) throw error;
  }
}

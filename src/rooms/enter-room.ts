import { forbidden } from '../platform/errors.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { authorize, recordActivity } from '../staff/index.js';
import { Room, RoomMember } from './room.entity.js';
import { say } from './say.js';

/**
 * Staff come into a room: from then on they are in it, marked as staff, and everybody there is told. Coming back is
 * nothing new.
 * @throws DomainError `forbidden`, `not_found`.
 */
export async function enterRoom(uow: UnitOfWork, roomId: string): Promise<void> {
  authorize(uow.actor, 'rooms.enter');
  const { actor } = uow;
  if (actor.kind !== 'staff') throw forbidden();
  await uow.lock(Room, { id: roomId });
  if (await uow.find(RoomMember, { roomId, staffId: actor.id })) return;
  const member = { id: newId(), roomId, userId: null, staffId: actor.id, role: 'STAFF' as const };
  await uow.insert(RoomMember, { ...member, deliveredSequence: 0, readSequence: 0 });
  await recordActivity(uow, { action: 'room.entered', subjectType: 'room', subjectId: roomId });
  await say(uow, { roomId, code: 'room.staff_entered', params: { name: actor.name } });
}

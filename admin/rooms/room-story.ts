import { membersOf, type MemberView } from '../../src/rooms/index.js';
import type { Row } from '../shared/present.js';
import type { Viewer } from '../viewer.js';
import { mayReadRoom } from './room-access.js';

const presentMember = ({ id, role, name, deliveredSequence, readSequence }: MemberView) => ({
  id,
  role,
  name,
  delivered_sequence: deliveredSequence,
  read_sequence: readSequence,
});

/** Who is in a room, and whether what was said there may be read. */
export async function roomStory(row: Row, viewer: Viewer): Promise<Record<string, unknown>> {
  const roomId = String(row['id']);
  const [members, canRead] = await Promise.all([membersOf(roomId), mayReadRoom(viewer, roomId)]);
  return { can_read: canRead, members: members.map(presentMember) };
}

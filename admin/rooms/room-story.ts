import { locales } from '../../src/platform/i18n.js';
import { membersOf, messagesOf, presentMessage } from '../../src/rooms/index.js';
import { actorOf, may, type Viewer } from '../viewer.js';

const mostMessages = 100;

/**
 * Who is in a room, and what was said there. People talk among themselves, so their words are shown to staff who came
 * in, which everybody there was told; a judge reads them on the desk of the dispute.
 */
export async function roomStory(
  row: Record<string, unknown>,
  viewer: Viewer,
): Promise<Record<string, unknown>> {
  const roomId = String(row['id']);
  const members = await membersOf(roomId);
  const isInside =
    may(viewer, 'rooms.enter') && members.some(({ staffId }) => staffId === actorOf(viewer).id);
  const { rows, hasMore } = isInside
    ? await messagesOf(roomId, { limit: mostMessages })
    : { rows: [], hasMore: false };
  const [indonesian = 'id'] = locales;
  return {
    is_inside: isInside,
    has_more: hasMore,
    members: members.map(({ id, role, name, deliveredSequence, readSequence }) => ({
      id,
      role,
      name,
      delivered_sequence: deliveredSequence,
      read_sequence: readSequence,
    })),
    messages: rows.map((message) => presentMessage(message, indonesian)),
  };
}

import type { Actor } from '../platform/actor.js';
import { isDuplicate, query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { postMessage, type NewMessage } from './post-message.js';
import { messageIn, type MessageView } from './room.read-model.js';

/** The message that this sender stored under this name before. */
async function storedBefore(actor: Actor, { roomId, clientId }: NewMessage): Promise<MessageView | null> {
  if (!('id' in actor)) return null;
  const [found] = await query<{ sequence: string }>(
    `SELECT m.sequence FROM messages m JOIN room_members r ON r.id = m.member_id
     WHERE m.client_id = ? AND r.room_id = ? AND ? IN (r.user_id, r.staff_id)`,
    [clientId, roomId, actor.id],
  );
  return found ? messageIn(roomId, Number(found.sequence)) : null;
}

/**
 * Posts a message in a unit of work of its own; one that was sent before, because its answer got lost, is answered
 * again and neither stored nor told twice.
 */
export async function sendMessage(actor: Actor, message: NewMessage): Promise<MessageView> {
  try {
    return await inTransaction(actor, (uow) => postMessage(uow, message));
  } catch (error) {
    if (!isDuplicate(error, 'messages_client')) throw error;
    const before = await storedBefore(actor, message);
    if (!before) throw error;
    return before;
  }
}

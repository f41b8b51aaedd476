import type { Actor } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { notFound } from '../platform/errors.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { tellRoom } from './announce.js';
import { ownSeat } from './own-seat.js';
import { RoomMember } from './room.entity.js';

export interface Mark {
  roomId: string;
  /** Everything up to this message. */
  sequence: number;
  what: 'delivered' | 'read';
}

interface Standing {
  id: string;
  last: string;
  delivered: string;
  read: string;
}

async function standingOf(actor: Actor, roomId: string): Promise<Standing> {
  const { column, id } = ownSeat(actor);
  const [standing] = await query<Standing>(
    `SELECT m.id, r.last_sequence AS last, m.delivered_sequence AS delivered, m.read_sequence AS \`read\`
     FROM room_members m JOIN rooms r ON r.id = m.room_id WHERE m.room_id = ? AND m.${column} = ?`,
    [roomId, id],
  );
  if (!standing) throw notFound('room');
  return standing;
}

/**
 * Notes how far somebody has come in a room. Marks only rise, and never beyond what was said; what is read has arrived.
 * @throws DomainError `not_found` for strangers.
 */
export async function mark(actor: Actor, { roomId, sequence, what }: Mark): Promise<void> {
  const { id, last, delivered, read } = await standingOf(actor, roomId);
  const reached = Math.min(sequence, Number(last));
  const deliveredSequence = Math.max(reached, Number(delivered));
  const readSequence = what === 'read' ? Math.max(reached, Number(read)) : Number(read);
  if (deliveredSequence === Number(delivered) && readSequence === Number(read)) return;
  await inTransaction(actor, async (uow) => {
    await uow.run(
      `UPDATE ${uow.tableOf(RoomMember)} SET delivered_sequence = GREATEST(delivered_sequence, ?),
         read_sequence = GREATEST(read_sequence, ?) WHERE id = ?`,
      [deliveredSequence, readSequence, id],
    );
    uow.afterCommit(() =>
      tellRoom(roomId, 'escrow.marks', {
        room_id: roomId,
        member_id: id,
        delivered_sequence: deliveredSequence,
        read_sequence: readSequence,
      }),
    );
  });
}

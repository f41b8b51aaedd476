import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { Room } from './room.entity.js';

/** So many messages stand under one seal: their digests must fit into what the server joins to one text. */
const mostUnderOneSeal = 10_000;

const orEmpty = (column: string): string => `COALESCE(${column}, '')`;

/** A free text with its length before it, so that no two different messages read the same. */
const measured = (column: string): string =>
  `CONCAT_WS('|', IF(${column} IS NULL, 'null', LENGTH(${column})), CAST(${orEmpty(column)} AS BINARY))`;

/** SHA-256 over all that a message `m` says and said before it was edited; its files are in it by their own digests. */
const messageDigest = `SHA2(CONCAT_WS('|', m.id, m.sequence, m.sender_type, ${orEmpty('m.member_id')},
  ${orEmpty('m.client_id')}, ${orEmpty('m.code')}, m.created_at, ${orEmpty('m.edited_at')},
  ${['m.body', 'm.params', 'm.attachments', 'm.flags'].map(measured).join(', ')},
  ${orEmpty(`(SELECT GROUP_CONCAT(SHA2(v.body, 256) ORDER BY v.id) FROM message_versions v WHERE v.message_id = m.id)`)}
  ), 256)`;

/** The digests of the messages under one seal, in their order. */
export const digestsOfMessages = `GROUP_CONCAT(${messageDigest} ORDER BY m.sequence SEPARATOR '')`;

/** A seal: over the one before and the digests since. The same expression seals and audits; bytes are joined. */
export const sealOver = (before: string, digests: string): string =>
  `SHA2(CONCAT(CAST(${orEmpty(before)} AS BINARY), CAST(${orEmpty(digests)} AS BINARY)), 256)`;

async function sealNext(uow: UnitOfWork, room: Room): Promise<boolean> {
  const through = Math.min(room.lastSequence, room.sealedSequence + mostUnderOneSeal);
  if (through === room.sealedSequence) return false;
  const id = newId();
  await uow.run(
    `INSERT INTO room_seals (id, room_id, from_sequence, through_sequence, hash, created_at)
     SELECT ?, ?, ?, ?, ${sealOver('?', digestsOfMessages)}, ? FROM messages m
     WHERE m.room_id = ? AND m.sequence BETWEEN ? AND ?`,
    [
      ...[id, room.id, room.sealedSequence + 1, through, room.sealHash, uow.now],
      ...[room.id, room.sealedSequence + 1, through],
    ],
  );
  const [seal] = await uow.sql<{ hash: string }>('SELECT hash FROM room_seals WHERE id = ?', [id]);
  Object.assign(room, { sealedSequence: through, sealHash: seal?.hash ?? null });
  return true;
}

/**
 * Seals all that was said so far: SHA-256 over the seal before and the messages since. From the first seal on nothing
 * in the room can be edited, which the database itself refuses. What is said afterwards stands under the next seal, so
 * it is sealed again when a dispute is decided.
 * @throws DomainError `not_found`.
 */
export async function sealRoom(
  uow: UnitOfWork,
  roomId: string,
): Promise<{ sequence: number; hash: string | null }> {
  const room = await uow.lock(Room, { id: roomId });
  while (await sealNext(uow, room));
  const { sealedSequence, sealHash } = room;
  await uow.update(Room, { id: room.id }, { sealedAt: room.sealedAt ?? uow.now, sealedSequence, sealHash });
  return { sequence: sealedSequence, hash: sealHash };
}

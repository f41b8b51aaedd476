import { noRows, type AuditCheck } from '../ledger/index.js';
import { digestsOfMessages, sealOver } from './seal-room.js';

const digestsUnderSeal = `(SELECT ${digestsOfMessages} FROM messages m
  WHERE m.room_id = s.room_id AND m.sequence BETWEEN s.from_sequence AND s.through_sequence)`;

/** What must always be true of conversations. */
export const roomChecks: AuditCheck[] = [
  noRows(
    'messages_are_numbered_without_gaps',
    `SELECT r.id AS example FROM rooms r LEFT JOIN messages m ON m.room_id = r.id
     GROUP BY r.id, r.last_sequence
     HAVING COUNT(m.id) <> r.last_sequence OR COALESCE(MAX(m.sequence), 0) <> r.last_sequence`,
  ),
  noRows(
    'sealed_messages_are_as_they_were',
    `SELECT s.room_id AS example FROM room_seals s
     LEFT JOIN room_seals p ON p.room_id = s.room_id AND p.through_sequence = s.from_sequence - 1
     WHERE UNHEX(s.hash) <> UNHEX(${sealOver('p.hash', digestsUnderSeal)})`,
  ),
  noRows(
    'seals_of_a_room_follow_each_other',
    `SELECT r.id AS example FROM rooms r
     LEFT JOIN room_seals s ON s.room_id = r.id AND s.through_sequence = r.sealed_sequence
     WHERE (r.sealed_at IS NULL AND r.sealed_sequence > 0) OR NOT (r.seal_hash <=> s.hash)
        OR r.sealed_sequence <> (SELECT COALESCE(SUM(a.through_sequence - a.from_sequence + 1), 0)
                                 FROM room_seals a WHERE a.room_id = r.id)`,
  ),
];

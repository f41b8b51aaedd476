import type { UnitOfWork } from '../platform/unit-of-work.js';
import { announceMessage } from './announce.js';
import { appendMessage, nextSequence } from './append-message.js';
import type { LineParams } from './room.entity.js';

/**
 * A line of the shop itself, such as a move of the deal: `escrow.held` reads the copy under `escrow.room.held`.
 * Amounts are whole rupiah under names that end in `_amount`, instants ISO 8601 under names that end in `_at`.
 * @throws DomainError `not_found` for a room that is not there.
 */
export async function say(
  uow: UnitOfWork,
  { roomId, code, params = {} }: { roomId: string; code: string; params?: LineParams },
): Promise<void> {
  const sequence = await nextSequence(uow, roomId);
  const line = appendMessage(
    uow,
    { roomId, sequence },
    {
      senderType: 'SYSTEM',
      memberId: null,
      clientId: null,
      body: '',
      code,
      params,
      attachments: null,
      flags: null,
    },
  );
  uow.afterCommit(() => announceMessage({ ...line, sender: null, files: [] }));
}

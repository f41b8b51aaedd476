import { encrypt, sha256 } from '../platform/cipher.js';
import { currentRequestId } from '../platform/context.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';

export const callbackPurpose = 'fulfilment-callback';

interface Received {
  raw: Buffer;
  refId: string | null;
  ip: string | null;
}

/** Stores a genuine callback and answers its id; null when the very same bytes came before, which are counted. */
export async function recordCallback(uow: UnitOfWork, { raw, refId, ip }: Received): Promise<string | null> {
  const id = newId();
  const changed = await uow.run(
    `INSERT INTO fulfilment_callbacks (id, supplier, event_key, ref_id, body_cipher, ip, request_id, created_at)
     VALUES (?, 'digiflazz', ?, ?, ?, ?, ?, ?) ON DUPLICATE KEY UPDATE deliveries = deliveries + 1`,
    [id, sha256(raw), refId, encrypt(callbackPurpose, raw.toString('utf8')), ip, currentRequestId(), uow.now],
  );
  return changed === 1 ? id : null;
}

import { system } from '../platform/actor.js';
import { CallbackInbox } from '../platform/callback-inbox.js';
import { encrypt } from '../platform/cipher.js';
import { FulfilmentCallback } from './fulfilment.entity.js';
import { callbackPurpose, judgeCallback } from './judge-callback.js';

export const fulfilmentInbox = new CallbackInbox({
  noun: 'fulfilment',
  entity: FulfilmentCallback,
  queue: 'fulfilments',
  actor: system('digiflazz'),
  judge: judgeCallback,
});

interface Received {
  raw: Buffer;
  refId: string | null;
  ip: string | null;
}

/** Stores a genuine callback, encrypted, and leaves a job to act on it. Answers whether it was new. */
export const storeCallback = ({ raw, refId, ip }: Received): Promise<boolean> =>
  fulfilmentInbox.receive(raw, {
    supplier: 'digiflazz',
    ref_id: refId,
    body_cipher: encrypt(callbackPurpose, raw.toString('utf8')),
    ip,
  });

import { raiseAlert } from '../platform/alerts.js';
import { decrypt } from '../platform/cipher.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { Fulfilment, type CallbackVerdict, type FulfilmentCallback } from './fulfilment.entity.js';
import { recordAnswer } from './record-answer.js';
import { readEnvelope } from './suppliers/digiflazz-answer.js';

/** Bodies are encrypted because they hold serial numbers. */
export const callbackPurpose = 'fulfilment-callback';

interface Outcome {
  verdict: CallbackVerdict;
  note: string;
}

/** Genuine, but about nothing we know: another shop on the same account, or a lost order. */
async function unmatched(uow: UnitOfWork, { id, refId, supplier }: FulfilmentCallback): Promise<Outcome> {
  const details = { callback_id: id, ref_id: refId };
  await raiseAlert(uow, { kind: 'callback_unmatched', subject: supplier, severity: 'warning', details });
  return { verdict: 'REVIEW', note: 'unmatched' };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** The order is found by the reference that we gave it, and hears the word under its lock. */
export async function judgeCallback(uow: UnitOfWork, callback: FulfilmentCallback): Promise<Outcome> {
  const found = callback.refId ? await uow.find(Fulfilment, { refId: callback.refId }) : null;
  if (!found) return unmatched(uow, callback);
  const answer = readEnvelope(parsed(decrypt(callbackPurpose, callback.bodyCipher)), found);
  const heard = { fulfilmentId: found.id, answer, asked: null, durationMs: null };
  const { step, verdict } = await recordAnswer(uow, heard);
  return { verdict, note: `${answer.meaning}: ${step}` };
}

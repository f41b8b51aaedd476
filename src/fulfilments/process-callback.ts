import { system } from '../platform/actor.js';
import { raiseAlert } from '../platform/alerts.js';
import { decrypt } from '../platform/cipher.js';
import type { Attempt } from '../platform/jobs.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { callbackPurpose } from './record-callback.js';
import { Fulfilment, FulfilmentCallback, type CallbackVerdict } from './fulfilment.entity.js';
import { recordAnswer } from './record-answer.js';
import { readEnvelope } from './suppliers/digiflazz-answer.js';

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

async function outcomeOf(uow: UnitOfWork, callback: FulfilmentCallback): Promise<Outcome> {
  const found = callback.refId ? await uow.find(Fulfilment, { refId: callback.refId }) : null;
  if (!found) return unmatched(uow, callback);
  const answer = readEnvelope(parsed(decrypt(callbackPurpose, callback.bodyCipher)), found);
  const heard = { fulfilmentId: found.id, answer, asked: null, durationMs: null };
  const { step, verdict } = await recordAnswer(uow, heard);
  return { verdict, note: `${answer.meaning}: ${step}` };
}

const conclude = (uow: UnitOfWork, id: string, outcome: Outcome) =>
  uow.update(FulfilmentCallback, { id }, { ...outcome, processedAt: uow.now });

/** A callback that was given up may be tried again: staff restart its job once the cause is mended. */
const isUndecided = ({ verdict }: FulfilmentCallback) => verdict === 'RECEIVED' || verdict === 'FAILED';

/** Acts on a stored callback once, and writes down what became of it. */
export async function processCallback(uow: UnitOfWork, callbackId: string): Promise<void> {
  const callback = await uow.lock(FulfilmentCallback, { id: callbackId });
  if (isUndecided(callback)) await conclude(uow, callbackId, await outcomeOf(uow, callback));
}

const describe = (error: unknown): string =>
  (error instanceof Error ? `${error.name}: ${error.message}` : String(error)).slice(0, 300);

/** Tries, and after the last try marks the callback as failed, so that staff find it. */
export async function processCallbackOrGiveUp(callbackId: string, attempt: Attempt): Promise<void> {
  try {
    await attempt.inTransaction(system('digiflazz'), (uow) => processCallback(uow, callbackId));
  } catch (error) {
    if (attempt.isLast) {
      const givenUp: Outcome = { verdict: 'FAILED', note: describe(error) };
      await attempt.inTransaction(system('digiflazz'), (uow) => conclude(uow, callbackId, givenUp));
    }
    throw error;
  }
}

import { system } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { database } from '../platform/database.js';
import type { Attempt } from '../platform/jobs.js';
import { claimOrder } from './claim-order.js';
import { Fulfilment } from './fulfilment.entity.js';
import { firstLookAfterMs, isOpen, mayAskAt } from './fulfilment.rules.js';
import { ringOrder } from './order-bell.js';
import { recordAnswer, type Heard } from './record-answer.js';
import { purchase } from './suppliers/digiflazz.js';
import { digiflazzCircuit, restMs } from './suppliers/digiflazz-circuit.js';
import { digiflazzPace } from './suppliers/pace.js';

const actor = system('fulfilments');

const jitter = (ms: number): number => Math.ceil(ms * (1 + Math.random() / 4));

/** Records the intent, calls, and answers what was heard; null when there was nothing to ask. */
async function claimAndCall(fulfilmentId: string, attempt: Attempt): Promise<Heard | null> {
  const claim = await attempt.inTransaction(actor, (uow) => claimOrder(uow, fulfilmentId));
  if (!claim) return null;
  await attempt.assertOwned();
  const started = clock.wall().getTime();
  const answer = await purchase(claim.fulfilment);
  return { fulfilmentId, answer, asked: claim.asked, durationMs: clock.wall().getTime() - started };
}

/** Why nothing was sent, and when the supplier may be called. */
interface Wait {
  because: 'pace' | 'closed';
  ms: number;
}

async function askOrWait(fulfilmentId: string, attempt: Attempt): Promise<Heard | Wait | null> {
  const ms = await digiflazzPace();
  if (ms > 0) return { because: 'pace', ms };
  const closed: Wait = { because: 'closed', ms: restMs };
  return digiflazzCircuit().run(() => claimAndCall(fulfilmentId, attempt), closed);
}

/**
 * An order that waits in the queue comes back. The pace gives turns too short for the sweep, so the job is rung and
 * the sweep looks later; while the circuit is open the sweep alone does, lest every order leaves a row every time.
 */
async function postpone({ id, status }: Fulfilment, attempt: Attempt, { because, ms }: Wait): Promise<void> {
  if (status !== 'QUEUED') return;
  const delayMs = jitter(ms);
  const sweepAfterMs = because === 'pace' ? delayMs + firstLookAfterMs : delayMs;
  await attempt.inTransaction(actor, async (uow) => {
    const nextCheckAt = new Date(uow.now.getTime() + sweepAfterMs);
    await uow.update(Fulfilment, { id, status }, { nextCheckAt });
    if (because === 'pace') ringOrder(uow, id, delayMs);
  });
}

/**
 * Buys, or asks how a purchase stands: record intent, call, record outcome. The supplier takes the same call for
 * both, so an order that was cut short anywhere goes on from where it stands.
 */
export async function processOrder(fulfilmentId: string, attempt: Attempt): Promise<void> {
  const order = await database().getRepository(Fulfilment).findOneByOrFail({ id: fulfilmentId });
  if (!isOpen(order) || !mayAskAt(order, clock.wall())) return;
  const result = await askOrWait(fulfilmentId, attempt);
  if (result && 'because' in result) await postpone(order, attempt, result);
  else if (result) await attempt.inTransaction(actor, (uow) => recordAnswer(uow, result));
}

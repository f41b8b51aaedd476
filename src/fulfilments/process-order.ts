import { system } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { database } from '../platform/database.js';
import type { Attempt } from '../platform/jobs.js';
import { claimOrder } from './claim-order.js';
import { Fulfilment } from './fulfilment.entity.js';
import { isOpen, mayAskAt } from './fulfilment.rules.js';
import { recordAnswer, type Heard } from './record-answer.js';
import { purchase } from './suppliers/digiflazz.js';
import { closedForMs, digiflazzGuard, SupplierClosed } from './suppliers/guard.js';
import { digiflazzPace } from './suppliers/pace.js';

const actor = system('fulfilments');

/** The job that a postponed order rings again. */
interface Doorbell {
  name: string;
  queue: string;
}

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

/** Milliseconds until the supplier may be called, with nothing sent; or what was heard. */
async function askOrWait(fulfilmentId: string, attempt: Attempt): Promise<Heard | number | null> {
  const wait = await digiflazzPace();
  if (wait > 0) return wait;
  try {
    return await digiflazzGuard().run(() => claimAndCall(fulfilmentId, attempt));
  } catch (error) {
    if (error instanceof SupplierClosed) return closedForMs;
    throw error;
  }
}

/** A first call comes back by itself; later turns are columns that the scheduler reads. */
async function postpone(doorbell: Doorbell, order: Fulfilment, attempt: Attempt, ms: number): Promise<void> {
  if (order.status !== 'QUEUED' || order.nextCheckAt !== null) return;
  await attempt.inTransaction(actor, async (uow) =>
    uow.enqueue(doorbell, { id: order.id }, { delayMs: jitter(ms) }),
  );
}

/**
 * Buys, or asks how a purchase stands: record intent, call, record outcome. The supplier takes the same call for
 * both, so an order that was cut short anywhere goes on from where it stands.
 */
export async function processOrder(
  fulfilmentId: string,
  attempt: Attempt,
  doorbell: Doorbell,
): Promise<void> {
  const order = await database().getRepository(Fulfilment).findOneByOrFail({ id: fulfilmentId });
  if (!isOpen(order) || !mayAskAt(order, clock.now())) return;
  const result = await askOrWait(fulfilmentId, attempt);
  if (typeof result === 'number') await postpone(doorbell, order, attempt, result);
  else if (result) await attempt.inTransaction(actor, (uow) => recordAnswer(uow, result));
}

import { clock } from '../platform/clock.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import type { Asked } from './decisions.js';
import { Fulfilment } from './fulfilment.entity.js';
import { checkGapMs, isOpen, isTooOldToAsk, mayAskAt } from './fulfilment.rules.js';
import { fulfilmentStates } from './fulfilment.states.js';
import { endOfReview, putUpForReview } from './review.js';

export interface Claim {
  fulfilment: Fulfilment;
  asked: NonNullable<Asked>;
}

/** Certainly nothing was bought, so the order ends here and the customer gets the money back. */
export async function refuse(
  uow: UnitOfWork,
  fulfilment: Fulfilment,
  code: string,
  reason = code,
): Promise<void> {
  await uow.move(fulfilmentStates, Fulfilment, fulfilment, 'refuse', {
    reason,
    set: { settledAt: uow.now, nextCheckAt: null, ...(await endOfReview(uow, fulfilment)) },
    payload: { transaction_id: fulfilment.transactionId, code },
  });
}

/** Asking about an old reference would buy anew. What was never bought is given up, the rest a person settles. */
async function giveUp(uow: UnitOfWork, fulfilment: Fulfilment): Promise<void> {
  if (fulfilment.status === 'QUEUED') return refuse(uow, fulfilment, 'too_old');
  await uow.update(Fulfilment, { id: fulfilment.id }, { nextCheckAt: null });
  await putUpForReview(uow, fulfilment, 'too_old_to_ask');
}

/** Without a limit above zero the supplier could charge anything. */
const lacksLossGuard = ({ maxPriceAmount }: Fulfilment): boolean => maxPriceAmount <= 0;

async function markCalled(uow: UnitOfWork, fulfilment: Fulfilment): Promise<void> {
  const { id, status, firstCalledAt, transactionId } = fulfilment;
  const calls = fulfilment.calls + 1;
  const set = {
    calls,
    firstCalledAt: firstCalledAt ?? uow.now,
    lastCalledAt: clock.wall(),
    nextCheckAt: new Date(uow.now.getTime() + checkGapMs(calls)),
  };
  if (status === 'QUEUED') {
    const payload = { transaction_id: transactionId };
    await uow.move(fulfilmentStates, Fulfilment, fulfilment, 'send', { set, payload });
  } else {
    await uow.update(Fulfilment, { id, status }, set);
    Object.assign(fulfilment, set);
  }
}

/**
 * Records the intent to call, under the one reference; null when there is nothing to ask now. Committed before the
 * call, it makes the next turn due by itself should this worker die in between.
 */
export async function claimOrder(uow: UnitOfWork, fulfilmentId: string): Promise<Claim | null> {
  const fulfilment = await uow.lock(Fulfilment, { id: fulfilmentId });
  if (!isOpen(fulfilment) || !mayAskAt(fulfilment, clock.wall())) return null;
  if (isTooOldToAsk(fulfilment, uow.now)) {
    await giveUp(uow, fulfilment);
    return null;
  }
  if (fulfilment.status === 'QUEUED' && lacksLossGuard(fulfilment)) {
    await refuse(uow, fulfilment, 'loss_guard');
    return null;
  }
  const asked = { status: fulfilment.status, rc: fulfilment.rc };
  await markCalled(uow, fulfilment);
  return { fulfilment, asked };
}

import { raiseAlert } from '../platform/alerts.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { decide, toldBy, type Asked, type Step } from './decisions.js';
import { bookCost, bookReversal } from './fulfilment-books.js';
import { Fulfilment, type CallbackVerdict } from './fulfilment.entity.js';
import { askAgainAfterMs, callsBeforeSerialReview, pauseGapMs } from './fulfilment.rules.js';
import { fulfilmentStates, type FulfilmentStatus } from './fulfilment.states.js';
import { endOfReview, putUpForReview } from './review.js';
import { sealed, unsealed } from './serial-number.js';
import type { SupplierAnswer } from './suppliers/supplier.js';

/** What became of a word of the supplier. */
export type Applied = { step: Step; verdict: Exclude<CallbackVerdict, 'RECEIVED' | 'FAILED'> };

type Take = (
  uow: UnitOfWork,
  fulfilment: Fulfilment,
  answer: SupplierAnswer,
  asked: Asked,
) => Promise<Applied['verdict']>;

const after = (uow: UnitOfWork, ms: number): Date => new Date(uow.now.getTime() + ms);

const words = ({ rc, message }: SupplierAnswer) => ({ rc, supplierMessage: message });

const ended = async (uow: UnitOfWork, fulfilment: Fulfilment) => ({
  settledAt: uow.now,
  nextCheckAt: null,
  ...(await endOfReview(uow, fulfilment)),
});

/** A doubtful word is asked about as soon as the supplier allows it; everything else keeps its turn. */
const nextTurn = (uow: UnitOfWork, { news }: SupplierAnswer) =>
  news === 'doubtful' ? { nextCheckAt: after(uow, askAgainAfterMs) } : {};

/** The books need a figure: where the supplier names none, the most that it can have been, for a person to check. */
async function costOf(uow: UnitOfWork, fulfilment: Fulfilment, answer: SupplierAnswer): Promise<number> {
  const { maxPriceAmount, id } = fulfilment;
  const price = answer.priceAmount;
  if (price === null || price > maxPriceAmount) {
    const details = { price_amount: price, max_price_amount: maxPriceAmount };
    await raiseAlert(uow, { kind: 'supplier_price_unexpected', subject: id, severity: 'warning', details });
  }
  return price ?? maxPriceAmount;
}

const succeed: Take = async (uow, fulfilment, answer) => {
  const cost = await costOf(uow, fulfilment, answer);
  await uow.move(fulfilmentStates, Fulfilment, fulfilment, 'succeed', {
    set: {
      ...words(answer),
      ...(await ended(uow, fulfilment)),
      ...(answer.serialNumber ? sealed(answer.serialNumber) : {}),
      costAmount: cost,
    },
    payload: { transaction_id: fulfilment.transactionId, cost_amount: cost },
  });
  await bookCost(uow, fulfilment, cost);
  return 'APPLIED';
};

const fail: Take = async (uow, fulfilment, answer) => {
  await uow.move(fulfilmentStates, Fulfilment, fulfilment, 'fail', {
    reason: answer.meaning,
    set: { ...words(answer), ...(await ended(uow, fulfilment)) },
    payload: { transaction_id: fulfilment.transactionId, code: answer.meaning },
  });
  return 'APPLIED';
};

/** "You ask too often" is about this purchase only if no earlier call can have made it. */
const isAboutPurchase = ({ news }: SupplierAnswer, asked: Asked) =>
  news !== 'limited' || asked?.status === 'QUEUED';

const wait =
  (event: 'pend' | 'lose'): Take =>
  async (uow, fulfilment, answer, asked) => {
    await uow.move(fulfilmentStates, Fulfilment, fulfilment, event, {
      reason: answer.meaning,
      set: { ...(isAboutPurchase(answer, asked) ? words(answer) : {}), ...nextTurn(uow, answer) },
    });
    return 'APPLIED';
  };

const tellOfBlock = (uow: UnitOfWork, { supplier }: Fulfilment, { rc, meaning }: SupplierAnswer) =>
  raiseAlert(uow, {
    kind: 'supplier_blocked',
    subject: supplier,
    severity: 'critical',
    details: { rc, meaning },
  });

/** Ours to mend: the order goes back into the queue and waits, the customer's money stays where it is. */
const pause: Take = async (uow, fulfilment, answer) => {
  const nextCheckAt = after(uow, pauseGapMs(fulfilment.calls));
  await uow.move(fulfilmentStates, Fulfilment, fulfilment, 'pause', {
    reason: answer.meaning,
    set: { ...words(answer), nextCheckAt },
  });
  await tellOfBlock(uow, fulfilment, answer);
  return 'APPLIED';
};

/** Words about the purchase are remembered; words about the call say nothing about it. */
const keep: Take = async (uow, fulfilment, answer) => {
  const { id, status, calls, rc } = fulfilment;
  if (answer.news === 'success' || answer.news === 'pending' || answer.news === 'doubtful') {
    await uow.update(Fulfilment, { id, status }, { ...words(answer), ...nextTurn(uow, answer) });
  }
  if (answer.news === 'blocked') await tellOfBlock(uow, fulfilment, answer);
  const stillUnproven = answer.news === 'success' && rc === answer.rc && calls >= callsBeforeSerialReview;
  if (stillUnproven) await putUpForReview(uow, fulfilment, 'serial_missing');
  return stillUnproven ? 'REVIEW' : 'IGNORED';
};

const contradict: Take = async (uow, fulfilment, answer) => {
  await putUpForReview(uow, fulfilment, `${answer.news}_after_${fulfilment.status.toLowerCase()}`, {
    kind: 'fulfilment_contradiction',
    details: { rc: answer.rc, meaning: answer.meaning },
  });
  return 'REVIEW';
};

const complete: Take = async (uow, fulfilment, answer) => {
  const { id, status, serialNumberCipher } = fulfilment;
  if (!answer.serialNumber) return 'IGNORED';
  if (!serialNumberCipher) {
    await uow.update(Fulfilment, { id, status }, sealed(answer.serialNumber));
    return 'APPLIED';
  }
  const same = unsealed(serialNumberCipher) === answer.serialNumber;
  return same ? 'IGNORED' : contradict(uow, fulfilment, { ...answer, meaning: 'other_serial_number' }, null);
};

const reverse: Take = async (uow, fulfilment, answer) => {
  const { id, transactionId, costAmount } = fulfilment;
  await uow.move(fulfilmentStates, Fulfilment, fulfilment, 'reverse', {
    reason: answer.meaning,
    set: words(answer),
    payload: { transaction_id: transactionId },
  });
  if (costAmount !== null) await bookReversal(uow, fulfilment, costAmount);
  const details = { cost_amount: costAmount };
  await raiseAlert(uow, { kind: 'fulfilment_reversed', subject: id, severity: 'warning', details });
  return 'APPLIED';
};

const bookLoss: Take = async (uow, fulfilment, answer) => {
  const cost = await costOf(uow, fulfilment, answer);
  if (await bookCost(uow, fulfilment, cost)) {
    await uow.update(Fulfilment, { id: fulfilment.id }, { costAmount: cost });
  }
  return contradict(uow, fulfilment, answer, null);
};

const undoLoss: Take = async (uow, fulfilment) => {
  if (fulfilment.costAmount === null) return 'IGNORED';
  return (await bookReversal(uow, fulfilment, fulfilment.costAmount)) ? 'APPLIED' : 'IGNORED';
};

const takes: Record<Step, Take> = {
  succeed,
  fail,
  pend: wait('pend'),
  lose: wait('lose'),
  pause,
  keep,
  complete,
  reverse,
  contradict,
  book_loss: bookLoss,
  undo_loss: undoLoss,
  ignore: () => Promise.resolve('IGNORED'),
};

/** Does what a word of the supplier calls for. The row is locked by the caller and is not in the queue. */
export async function applyAnswer(
  uow: UnitOfWork,
  fulfilment: Fulfilment & { status: Exclude<FulfilmentStatus, 'QUEUED'> },
  answer: SupplierAnswer,
  asked: Asked,
): Promise<Applied> {
  const told = toldBy(answer, fulfilment.needsSerialNumber);
  const step = decide(fulfilment.status, { told, rc: answer.rc }, asked);
  const verdict = await takes[step](uow, fulfilment, answer, asked);
  if (answer.news !== 'contested') return { step, verdict };
  await putUpForReview(uow, fulfilment, 'reference_taken', { details: { rc: answer.rc } });
  return { step, verdict: 'REVIEW' };
}

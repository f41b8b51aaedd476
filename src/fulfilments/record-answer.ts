import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { applyAnswer, type Applied } from './apply-answer.js';
import type { Asked } from './decisions.js';
import { Fulfilment, FulfilmentCall, type CallOutcome, type CallPurpose } from './fulfilment.entity.js';
import { fulfilmentStates, type FulfilmentStatus } from './fulfilment.states.js';
import { putUpForReview } from './review.js';
import { noticeDeposit } from './supplier-deposit.js';
import type { News, SupplierAnswer } from './suppliers/supplier.js';

const outcomes: Record<News, CallOutcome> = {
  success: 'SUCCESS',
  pending: 'PENDING',
  failure: 'FAILED',
  doubtful: 'FAILED',
  reversal: 'FAILED',
  limited: 'REFUSED',
  blocked: 'REFUSED',
  contested: 'REFUSED',
  unknown: 'UNKNOWN',
};

const purposeOf = (asked: Asked): CallPurpose => {
  if (asked === null) return 'callback';
  return asked.status === 'QUEUED' ? 'purchase' : 'status';
};

type Called = Fulfilment & { status: Exclude<FulfilmentStatus, 'QUEUED'> };

const wasCalled = (fulfilment: Fulfilment): fulfilment is Called => fulfilment.status !== 'QUEUED';

const ignored: Applied = { step: 'ignore', verdict: 'IGNORED' };

/** Words that prove a purchase under our reference; the others are about a call, or cannot be read. */
const provesPurchase: ReadonlySet<News> = new Set(['success', 'pending', 'failure', 'doubtful', 'reversal']);

/** A word about an order that waits: it was called before and refused, or it was never sent at all. */
async function hearWhileQueued(
  uow: UnitOfWork,
  fulfilment: Fulfilment,
  { news }: SupplierAnswer,
): Promise<Applied | null> {
  if (!provesPurchase.has(news)) return ignored;
  if (fulfilment.calls > 0) {
    const payload = { transaction_id: fulfilment.transactionId };
    await uow.move(fulfilmentStates, Fulfilment, fulfilment, 'send', { payload });
    return null;
  }
  await putUpForReview(uow, fulfilment, 'answer_before_call', { kind: 'fulfilment_contradiction' });
  return { step: 'contradict', verdict: 'REVIEW' };
}

export interface Heard {
  fulfilmentId: string;
  answer: SupplierAnswer;
  asked: Asked;
  durationMs: number | null;
}

/** Writes down what the supplier said and does what it calls for; late and repeated words change nothing. */
export async function recordAnswer(
  uow: UnitOfWork,
  { fulfilmentId, answer, asked, durationMs }: Heard,
): Promise<Applied> {
  const fulfilment = await uow.lock(Fulfilment, { id: fulfilmentId });
  await uow.insert(FulfilmentCall, {
    id: newId(),
    fulfilmentId,
    purpose: purposeOf(asked),
    outcome: outcomes[answer.news],
    rc: answer.rc,
    message: answer.message ?? answer.meaning,
    httpStatus: answer.httpStatus,
    durationMs,
  });
  const heardInQueue = wasCalled(fulfilment) ? null : await hearWhileQueued(uow, fulfilment, answer);
  if (heardInQueue || !wasCalled(fulfilment)) return heardInQueue ?? ignored;
  await noticeDeposit(uow, fulfilment.supplier, answer);
  return applyAnswer(uow, fulfilment, answer, asked);
}

import type { FulfilmentEvent, FulfilmentStatus } from './fulfilment.states.js';
import type { News, SupplierAnswer } from './suppliers/supplier.js';

/** What is done about a word of the supplier: a move of the state table, or one of the words below it. */
export type Step =
  | Exclude<FulfilmentEvent, 'send' | 'refuse'>
  /** Nothing new; asked again later. */
  | 'keep'
  /** Late or repeated: an earlier word of more weight stands. */
  | 'ignore'
  /** The same success again; fills in a serial number that was missing. */
  | 'complete'
  /** Against an earlier final word: a person decides, nothing moves. */
  | 'contradict'
  /** Bought after all, and the customer has the money back: the books show our loss. */
  | 'book_loss'
  /** The supplier took a booked loss back. */
  | 'undo_loss';

/** A success that lacks the serial number which the product needs. */
export type Told = News | 'unproven';

type Row = Record<Told, Step>;

const ignored: Row = {
  success: 'ignore',
  unproven: 'ignore',
  pending: 'ignore',
  failure: 'ignore',
  doubtful: 'ignore',
  limited: 'ignore',
  reversal: 'ignore',
  blocked: 'ignore',
  contested: 'ignore',
  unknown: 'ignore',
};

/** Words are ranked by meaning, not by arrival: a late pending never undoes a success. */
const steps: Record<Exclude<FulfilmentStatus, 'QUEUED'>, Row> = {
  SENT: {
    success: 'succeed',
    unproven: 'pend',
    pending: 'pend',
    failure: 'fail',
    doubtful: 'lose',
    limited: 'lose',
    reversal: 'fail',
    blocked: 'lose',
    contested: 'lose',
    unknown: 'lose',
  },
  PENDING: {
    success: 'succeed',
    unproven: 'keep',
    pending: 'keep',
    failure: 'fail',
    doubtful: 'lose',
    limited: 'keep',
    reversal: 'fail',
    blocked: 'keep',
    contested: 'keep',
    unknown: 'keep',
  },
  UNKNOWN: {
    success: 'succeed',
    unproven: 'pend',
    pending: 'pend',
    failure: 'fail',
    doubtful: 'keep',
    limited: 'keep',
    reversal: 'fail',
    blocked: 'keep',
    contested: 'keep',
    unknown: 'keep',
  },
  SUCCESS: {
    ...ignored,
    success: 'complete',
    failure: 'contradict',
    doubtful: 'contradict',
    reversal: 'reverse',
  },
  FAILED: { ...ignored, success: 'book_loss', unproven: 'book_loss', reversal: 'undo_loss' },
  REVERSED: { ...ignored, success: 'contradict', unproven: 'contradict' },
};

/** How the purchase stood when the call was made; null for a word that nobody asked for. */
export type Asked = { status: FulfilmentStatus; rc: string | null } | null;

/** A refusal proves that nothing was bought only if every call before it was refused as well. */
const provesNothingBought = (told: Told, asked: Asked) => told === 'blocked' && asked?.status === 'QUEUED';

/** Asked about once more after the supplier's minute, the supplier says the same. */
const isConfirmed = (told: Told, rc: string | null, asked: Asked) =>
  (told === 'doubtful' || told === 'limited') && asked?.status === 'UNKNOWN' && asked.rc === rc;

/** What to do about a word of the supplier, by what we know already. */
export function decide(
  status: Exclude<FulfilmentStatus, 'QUEUED'>,
  { told, rc }: { told: Told; rc: string | null },
  asked: Asked,
): Step {
  if (status === 'SENT' && provesNothingBought(told, asked)) return 'pause';
  if (status === 'UNKNOWN' && isConfirmed(told, rc, asked)) return 'fail';
  return steps[status][told];
}

/** A success without the serial number that the product needs is not done. */
export const toldBy = (
  answer: Pick<SupplierAnswer, 'news' | 'serialNumber'>,
  needsSerialNumber: boolean,
): Told =>
  answer.news === 'success' && needsSerialNumber && !answer.serialNumber ? 'unproven' : answer.news;

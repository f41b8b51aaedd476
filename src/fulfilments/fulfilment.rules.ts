import type { Fulfilment } from './fulfilment.entity.js';
import type { FulfilmentStatus } from './fulfilment.states.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** The supplier's own limit: the same reference not more often than once per minute. */
export const askAgainAfterMs = minute;

/**
 * After 90 days the supplier buys anew under an old reference, so we stop well before.
 * Counted from the making of the row, which is never later than the first call.
 */
export const neverAskAfterMs = 80 * day;

/** How long an order waits for us to mend what is ours (deposit, address, key) before a person decides. */
export const waitAtMostMs = 6 * hour;

/** Without the goods themselves a success is kept open; after so many calls a person is told. */
export const callsBeforeSerialReview = 5;

const doubling = (calls: number, mostMs: number) => Math.min(minute * 2 ** Math.max(0, calls - 1), mostMs);

/** A queued order rings its own job; had that been lost, the sweep would find the order after this time. */
export const firstLookAfterMs = 2 * minute;

/** No turn lies further ahead; one that does was set by a clock that has been put back, and has come. */
export const longestGapMs = 6 * hour;

/** Gap after the nth call before the next question: a minute, doubling up to six hours. */
export const checkGapMs = (calls: number): number => doubling(calls, longestGapMs);

/** Gap before a refused order is tried again: a minute, doubling up to a quarter of an hour. */
export const pauseGapMs = (calls: number): number => doubling(calls, 15 * minute);

const open: ReadonlySet<FulfilmentStatus> = new Set(['QUEUED', 'SENT', 'PENDING', 'UNKNOWN']);

/** Whether the order is still wanted; nobody asks about one that has ended. */
export const isOpen = ({ status }: Pick<Fulfilment, 'status'>): boolean => open.has(status);

export const isTooOldToAsk = ({ createdAt }: Pick<Fulfilment, 'createdAt'>, now: Date): boolean =>
  now.getTime() - createdAt.getTime() > neverAskAfterMs;

/** Whether the supplier's minute has passed since the last call, by the machine's time as the supplier counts it. */
export const mayAskAt = ({ lastCalledAt }: Pick<Fulfilment, 'lastCalledAt'>, wall: Date): boolean =>
  lastCalledAt === null || wall.getTime() - lastCalledAt.getTime() >= askAgainAfterMs;

import { config } from '../platform/config.js';
import type { Payment } from './payment.entity.js';

const minute = 60_000;
/** Callbacks are tried for about six minutes; who has heard nothing after ten should ask. */
const step = 10 * minute;
/** The gateway closes at the moment of expiry; a payment of the last second needs a little to show there. */
const grace = 30_000;
const overdue = 30 * minute;

const after = (moment: Date, ms: number) => new Date(moment.getTime() + ms);

/** For a request that may be lost: once its own time limit is over, so that two never run at the same time. */
export const firstCheck = (now: Date): Date => after(now, config.GATEWAY_TIMEOUT_MS + 5_000);

/** The last look, before a payment is declared expired. */
const afterExpiry = (expiresAt: Date): Date => after(expiresAt, grace);

type Ends = Pick<Payment, 'status' | 'expiresAt' | 'gatewayExpiresAt'>;

/** Until when money can come in: the gateway may collect longer than the sale waits. */
const collectedUntil = ({ expiresAt, gatewayExpiresAt }: Omit<Ends, 'status'>): Date =>
  gatewayExpiresAt !== null && gatewayExpiresAt > expiresAt ? gatewayExpiresAt : expiresAt;

/** For a payment that is closed here: once the gateway, too, has stopped collecting. Null when that time is over. */
export function lastLook(payment: Omit<Ends, 'status'>, now: Date): Date | null {
  const end = collectedUntil(payment);
  return isOver(end, now) ? null : afterExpiry(end);
}

/** For a payment that waits for its customer: every ten minutes, and at its end. */
export function nextCheck(now: Date, expiresAt: Date): Date {
  const last = afterExpiry(expiresAt);
  const next = after(now, step);
  return next < last || last <= now ? next : last;
}

/** Whether the gateway has left us without an answer for so long after the end that a person should know. */
export function isOverdue(payment: Ends, now: Date): boolean {
  const end = payment.status === 'UNPAID' ? payment.expiresAt : collectedUntil(payment);
  return after(end, overdue) <= now;
}

/** For a gateway that gave no usable answer: every minute, and less often once staff know. */
export const askAgain = (payment: Ends, now: Date): Date =>
  after(now, isOverdue(payment, now) ? step : minute);

/** No look at an unpaid payment lies further ahead; one that does was planned by a clock that has been put back. */
export const farthestCheck = (now: Date): Date => after(now, step + minute);

/** Until the look that was just handed to a worker must have happened. */
export const handedOver = (now: Date): Date => after(now, 3 * minute);

/** Whether the time to pay is over, the gateway's last payments included. */
export const isOver = (expiresAt: Date, now: Date): boolean => afterExpiry(expiresAt) <= now;

/** A standing code is asked about a little after it was made, and then a few times a day: callbacks tell the rest. */
export const firstCodeCheck = (now: Date): Date => after(now, 3 * step);
export const nextCodeCheck = (now: Date): Date => after(now, 36 * step);

/** From when a look asks for payments: they may show up at the gateway later than they were made. */
export const codeCheckFrom = (checkedAt: Date): Date => after(checkedAt, -24 * 60 * minute);

/** Whether nothing has been heard of a standing code for so long that a person should ask. */
export const isLongUnheard = (checkedAt: Date, now: Date): boolean =>
  after(checkedAt, 24 * 60 * minute) <= now;

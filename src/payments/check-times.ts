import { config } from '../platform/config.js';

const minute = 60_000;
/** Callbacks are tried for about six minutes; who has heard nothing after ten should ask. */
const step = 10 * minute;
/** The gateway closes at the moment of expiry; a payment of the last second needs a little to show there. */
const grace = 30_000;

const after = (moment: Date, ms: number) => new Date(moment.getTime() + ms);

/** For a request that may be lost: once its own time limit is over, so that two never run at the same time. */
export const firstCheck = (now: Date): Date => after(now, config.GATEWAY_TIMEOUT_MS + 5_000);

/** The last look, before a payment is declared expired. */
export const afterExpiry = (expiresAt: Date): Date => after(expiresAt, grace);

/** For a payment that waits for its customer: every ten minutes, and at its end. */
export function nextCheck(now: Date, expiresAt: Date): Date {
  const last = afterExpiry(expiresAt);
  const next = after(now, step);
  return next < last || last <= now ? next : last;
}

/** For a gateway that gave no usable answer. */
export const soon = (now: Date): Date => after(now, minute);

/** Until the look that was just handed to a worker must have happened. */
export const handedOver = (now: Date): Date => after(now, 3 * minute);

/** Whether the time to pay is over, the gateway's last payments included. */
export const isOver = (expiresAt: Date, now: Date): boolean => afterExpiry(expiresAt) <= now;

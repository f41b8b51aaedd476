import type { Rupiah } from '../platform/money.js';
import { conflict, DomainError } from '../platform/errors.js';

/** The way to pay does not exist, or the gateway has switched it off. */
export const channelUnavailable = (method: string) => new DomainError('channel_unavailable', 422, { method });

/** The gateway takes no payment of this size through this channel. */
export const amountOutsideChannel = (least: Rupiah | null, most: Rupiah | null) =>
  new DomainError('amount_outside_channel', 422, { min_amount: least ?? 0, max_amount: most ?? '∞' });

/** More would go back than came in. */
export const refundExceedsPaid = (left: Rupiah) => conflict('refund_exceeds_paid', { left_amount: left });

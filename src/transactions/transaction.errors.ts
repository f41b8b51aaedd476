import type { Rupiah } from '../platform/money.js';
import { conflict, DomainError, invalid } from '../platform/errors.js';

export const contactRequired = () =>
  invalid(['name', 'email', 'phone'].map((part) => ({ path: `contact.${part}`, code: 'required' })));

export const notDigital = () => invalid([{ path: 'product_id', code: 'not_digital' }]);

export const notPhysical = (position: number) =>
  invalid([{ path: `lines.${position}.product_id`, code: 'not_physical' }]);

export const unknownCourier = () => invalid([{ path: 'shipping.courier', code: 'unknown_courier' }]);

export const totalTooLarge = () => new DomainError('total_too_large', 422);

/** What guests may hold; more is for those who log in. */
export const guestPiecesLimit = (perLine: number, perOrder: number) =>
  new DomainError('guest_pieces_limit', 422, { per_line: perLine, per_order: perOrder });

export const guestOrdersLimit = (most: number) => conflict('guest_orders_limit', { most });

export const notCancellable = () => conflict('transaction_not_cancellable');

/** The delivery is not booked yet, so there is nothing to take back; comes again. */
export const notCompleted = () => conflict('transaction_not_completed');

export const notRefundable = () => conflict('transaction_not_refundable');

export const claimUnknown = () => new DomainError('refund_claim_unknown', 404);

export const claimTaken = () => conflict('refund_claim_taken');

/** What was ordered names no supplier that could deliver it. */
export const notDeliverable = () => conflict('transaction_not_deliverable');

export const amountTooSmall = (least: Rupiah) =>
  new DomainError('amount_too_small', 422, { least_amount: least }, [
    { path: 'amount', code: 'amount_too_small' },
  ]);

/** Says the same for no account, a closed one and a barred one. */
export const recipientUnknown = () =>
  new DomainError('recipient_unknown', 422, {}, [{ path: 'to', code: 'recipient_unknown' }]);

export const sameWallet = () => conflict('transfer_to_same_wallet');

import { conflict, invalid } from '../platform/errors.js';

export const fulfilmentSettled = (status: string) => conflict('fulfilment_settled', { status });

/** The supplier's minute is not over. */
export const askedRecently = (retryAfterSeconds: number) =>
  conflict('fulfilment_asked_recently', { retry_after: retryAfterSeconds });

/** Asking now would buy again. */
export const tooOldToAsk = () => conflict('fulfilment_too_old');

/** Nobody can prove that nothing was bought, so the money stays where it is. */
export const maybeBought = (status: string) => conflict('fulfilment_maybe_bought', { status });

export const noSerialNumber = () => conflict('serial_number_missing');

export const reasonRequired = () => invalid([{ path: 'reason', code: 'required' }]);

export const trackingNumberRequired = () => invalid([{ path: 'tracking_number', code: 'tracking_number' }]);

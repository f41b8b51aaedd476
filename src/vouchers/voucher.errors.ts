import { conflict, DomainError } from '../platform/errors.js';

/** The one answer to every code that does not help here, so that nobody learns which codes there are. */
export const voucherNotUsable = () =>
  new DomainError('voucher_not_usable', 422, {}, [{ path: 'voucher_code', code: 'voucher_not_usable' }]);

/** Vouchers are counted by person, and a guest is nobody. */
export const voucherNeedsAccount = () =>
  new DomainError('voucher_needs_account', 422, {}, [
    { path: 'voucher_code', code: 'voucher_needs_account' },
  ]);

export const voucherChanged = () => conflict('voucher_changed');

/** What others may hold in their hands already is not taken back: limits only grow. */
export const voucherOnlyGrows = (path: string) =>
  new DomainError('voucher_only_grows', 409, {}, [{ path, code: 'voucher_only_grows' }]);

export const codeTaken = () =>
  new DomainError('voucher_code_taken', 409, {}, [{ path: 'code', code: 'voucher_code_taken' }]);

export const voucherWithoutCode = () => conflict('voucher_without_code');

export const batchNotReady = () => conflict('voucher_batch_not_ready');

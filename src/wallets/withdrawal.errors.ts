import { conflict, DomainError } from '../platform/errors.js';
import { formatRupiah, type Rupiah } from '../platform/money.js';

const inWords = (amount: Rupiah): string => formatRupiah(amount, 'id');

export const amountOutOfRange = (least: Rupiah, most: Rupiah) =>
  new DomainError('withdrawal_amount_out_of_range', 422, { least: inWords(least), most: inWords(most) }, [
    { path: 'amount', code: 'withdrawal_amount' },
  ]);

export const bankAccountUnverified = () => conflict('bank_account_unverified');

/** A new account rests for a day, in case it was not its owner who added it. */
export const bankAccountResting = () => conflict('bank_account_resting');

export const tooManyWithdrawals = (most: number) => conflict('too_many_withdrawals', { most });

export const nothingToPayOut = () => conflict('nothing_to_pay_out');

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

/** Somebody has tampered with what was handed to the bank, or a fault of ours has. */
export const payoutFileChanged = (number: string) => conflict('payout_file_changed', { number });

export const nothingToPayOut = () => conflict('nothing_to_pay_out');

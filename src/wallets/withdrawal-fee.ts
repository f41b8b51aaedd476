import { config } from '../platform/config.js';
import { sum, type Rupiah } from '../platform/money.js';
import { amountOutOfRange } from './withdrawal.errors.js';

/** What a withdrawal will cost, before anybody agrees to it. */
export interface WithdrawalQuote {
  amount: Rupiah;
  feeAmount: Rupiah;
  /** What leaves the wallet. */
  totalAmount: Rupiah;
}

const schedule = () => config.WITHDRAWAL_FEES;

/** The smallest and the largest amount that one withdrawal may carry. */
export const withdrawalRange = (): { least: Rupiah; most: Rupiah } => ({
  least: config.WITHDRAWAL_MIN_AMOUNT,
  most: schedule().at(-1)?.upTo ?? 0,
});

/**
 * The fee comes on top, so that what the customer asks for is what arrives.
 * @throws DomainError 422 `withdrawal_amount_out_of_range`.
 */
export function quoteWithdrawal(amount: Rupiah): WithdrawalQuote {
  const { least, most } = withdrawalRange();
  const step = schedule().find(({ upTo }) => amount <= upTo);
  if (amount < least || !step) throw amountOutOfRange(least, most);
  return { amount, feeAmount: step.fee, totalAmount: sum([amount, step.fee]) };
}

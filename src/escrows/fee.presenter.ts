import type { FeeQuote } from './fee.js';

/** A quote in the words of the API. */
export const presentQuote = ({ cheaperAt, ...quote }: FeeQuote) => ({
  amount: quote.amount,
  fee_amount: quote.feeAmount,
  total_amount: quote.totalAmount,
  buyer_pays_amount: quote.buyerPaysAmount,
  seller_receives_amount: quote.sellerReceivesAmount,
  schedule_version: quote.scheduleVersion,
  ...(cheaperAt && {
    cheaper_at: {
      amount: cheaperAt.amount,
      fee_amount: cheaperAt.feeAmount,
      total_amount: cheaperAt.totalAmount,
      saved_amount: cheaperAt.savedAmount,
    },
  }),
});

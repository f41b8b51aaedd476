import type { Settlement } from '../escrows/index.js';
import { split, sum, type Rupiah } from '../platform/money.js';
import { feeExceedsShare, sharesDoNotAddUp } from './dispute.errors.js';
import type { FeeBearer, Outcome } from './dispute.words.js';

/** What lies in escrow for the disputed part, and what of it is whose by the terms. */
export interface HeldMoney {
  /** The price of the part. */
  amount: Rupiah;
  /** Our fee for it, as agreed. */
  feeAmount: Rupiah;
  /** What of the fee the buyer has paid in on top of the price. */
  buyerFeeAmount: Rupiah;
}

/** How the price is divided, and who bears the fee of the divided deal. */
export interface Division {
  toBuyerAmount: Rupiah;
  toSellerAmount: Rupiah;
  feeBorneBy: FeeBearer;
}

export const heldFor = ({ amount, buyerFeeAmount }: HeldMoney): Rupiah => sum([amount, buyerFeeAmount]);

/** The fee by who bears it; of two halves the buyer's takes the odd rupiah, as in the quote. */
function feeShares(fee: Rupiah, bearer: FeeBearer): { buyer: Rupiah; seller: Rupiah } {
  if (bearer === 'NOBODY') return { buyer: 0, seller: 0 };
  const weights = { BUYER: [0, 1], SELLER: [1, 0], BOTH: [1, 1] }[bearer];
  const [seller = 0, buyer = 0] = split(fee, weights);
  return { buyer, seller };
}

/**
 * A divided deal: each gets a share of the price, the buyer gets back what was paid in for the fee, and whoever bears
 * the fee pays it once from their part.
 * @throws DomainError 422 `dispute_shares_do_not_add_up`, `dispute_fee_exceeds_share`.
 */
function divide(held: HeldMoney, division: Division): Settlement {
  const { toBuyerAmount, toSellerAmount, feeBorneBy } = division;
  if (Math.min(toBuyerAmount, toSellerAmount) < 0 || toBuyerAmount + toSellerAmount !== held.amount)
    throw sharesDoNotAddUp(held.amount);
  const fee = feeShares(held.feeAmount, feeBorneBy);
  const refund = toBuyerAmount + held.buyerFeeAmount - fee.buyer;
  const release = toSellerAmount - fee.seller;
  if (refund < 0 || release < 0) throw feeExceedsShare(held.feeAmount);
  return { refundAmount: refund, releaseAmount: release, feeAmount: sum([fee.buyer, fee.seller]) };
}

/**
 * What becomes of the held money. A release keeps to the terms, a refund gives everything back and earns us nothing.
 * @throws DomainError 422 as `divide`; RangeError for an extension, which moves no money, or a split without a division.
 */
export function settlementOf(outcome: Outcome, held: HeldMoney, division?: Division | null): Settlement {
  const total = heldFor(held);
  switch (outcome) {
    case 'RELEASE':
      return { refundAmount: 0, releaseAmount: total - held.feeAmount, feeAmount: held.feeAmount };
    case 'REFUND':
      return { refundAmount: total, releaseAmount: 0, feeAmount: 0 };
    case 'SPLIT':
      if (division) return divide(held, division);
      throw new RangeError('A split says who gets how much.');
    case 'EXTEND':
      throw new RangeError('An extension moves no money.');
  }
}

/** Who bears the fee after a release or a refund: as agreed, or nobody. */
export function feeBearerOf(outcome: Outcome, { feeAmount, buyerFeeAmount }: HeldMoney): FeeBearer {
  if (outcome !== 'RELEASE' || feeAmount === 0) return 'NOBODY';
  if (buyerFeeAmount === 0) return 'SELLER';
  return buyerFeeAmount === feeAmount ? 'BUYER' : 'BOTH';
}

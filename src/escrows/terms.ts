import { split, sum, type Rupiah } from '../platform/money.js';
import { config } from '../platform/config.js';
import { quoteFee, type FeePayer, type Schedule } from './fee.js';
import { partTooSmall, partsDoNotAddUp } from './escrow.errors.js';
import type { AgreedPart, Escrow, GoodsType, TermsFigures } from './escrow.entity.js';

export interface TermsWish {
  title: string;
  goodsType: GoodsType;
  terms: string;
  amount: Rupiah;
  feePayer: FeePayer;
  /** By the kind of goods, unless said. */
  deliveryHours?: number | undefined;
  inspectionHours?: number | undefined;
  /** Milestones; none for a deal that is delivered at once. */
  parts?: { title: string; amount: Rupiah; deliveryHours?: number | undefined }[] | undefined;
}

/** What is agreed on with what it costs, ready to be written down. */
export interface PricedTerms extends TermsFigures {
  parts: AgreedPart[];
}

/** How long a buyer may look at it: what can be taken back later, or travels, needs longer. */
const inspectionHoursOf = (goods: GoodsType): number =>
  ({
    SERVICE: config.ESCROW_INSPECTION_HOURS_SERVICE,
    GOODS: config.ESCROW_INSPECTION_HOURS_GOODS,
    ACCOUNT: config.ESCROW_INSPECTION_HOURS_ACCOUNT,
  })[goods];

function partsOf({ parts = [], title, amount }: TermsWish, deliveryHours: number): AgreedPart[] {
  if (parts.length === 0) return [{ title, amount, delivery_hours: deliveryHours }];
  const isTooMuch = parts.some((part) => part.amount > amount);
  if (isTooMuch || sum(parts.map((part) => part.amount)) !== amount) throw partsDoNotAddUp();
  return parts.map((part) => ({
    title: part.title,
    amount: part.amount,
    delivery_hours: part.deliveryHours ?? deliveryHours,
  }));
}

/** A part from which the fee leaves the seller nothing could be neither released nor, in the end, paid for. */
function assertWorthDelivering(
  quote: Pick<Escrow, 'amount' | 'feeAmount' | 'buyerPaysAmount'>,
  parts: { amount: Rupiah }[],
): void {
  const shares = moneyOfParts(
    quote,
    parts.map(({ amount }) => amount),
  );
  const small = shares.findIndex(({ sellerReceivesAmount }) => sellerReceivesAmount <= 0);
  if (small >= 0) throw partTooSmall(small);
}

/**
 * Prices what somebody wishes to agree on.
 * @throws DomainError `amount_outside_schedule`, `invalid_input` for parts that are not the whole or of which nothing
 *   would be left for the seller (422).
 */
export function priceTerms(wish: TermsWish, schedule: Schedule): PricedTerms {
  const quote = quoteFee(wish.amount, wish.feePayer, schedule);
  const deliveryHours = wish.deliveryHours ?? config.ESCROW_DELIVERY_HOURS;
  const parts = partsOf(wish, deliveryHours);
  assertWorthDelivering(quote, parts);
  return {
    title: wish.title,
    goodsType: wish.goodsType,
    terms: wish.terms,
    amount: wish.amount,
    feePayer: wish.feePayer.toUpperCase() as TermsFigures['feePayer'],
    feeAmount: quote.feeAmount,
    buyerPaysAmount: quote.buyerPaysAmount,
    sellerReceivesAmount: quote.sellerReceivesAmount,
    scheduleVersion: quote.scheduleVersion,
    deliveryHours,
    inspectionHours: wish.inspectionHours ?? inspectionHoursOf(wish.goodsType),
    parts,
  };
}

export const figuresOf = (terms: TermsFigures): TermsFigures => ({
  title: terms.title,
  goodsType: terms.goodsType,
  terms: terms.terms,
  amount: terms.amount,
  feePayer: terms.feePayer,
  feeAmount: terms.feeAmount,
  buyerPaysAmount: terms.buyerPaysAmount,
  sellerReceivesAmount: terms.sellerReceivesAmount,
  scheduleVersion: terms.scheduleVersion,
  deliveryHours: terms.deliveryHours,
  inspectionHours: terms.inspectionHours,
});

/** One part's share of the money. */
export interface PartMoney {
  amount: Rupiah;
  feeAmount: Rupiah;
  heldAmount: Rupiah;
  sellerReceivesAmount: Rupiah;
}

/** Each side's share of the fee goes over the parts by their nominals, so that all parts together are the deal. */
export function moneyOfParts(
  { amount, feeAmount, buyerPaysAmount }: Pick<Escrow, 'amount' | 'feeAmount' | 'buyerPaysAmount'>,
  amounts: Rupiah[],
): PartMoney[] {
  const byBuyer = split(buyerPaysAmount - amount, amounts);
  const bySeller = split(feeAmount - (buyerPaysAmount - amount), amounts);
  return amounts.map((nominal, index) => {
    const [buyers, sellers] = [byBuyer[index] ?? 0, bySeller[index] ?? 0];
    return {
      amount: nominal,
      feeAmount: sum([buyers, sellers]),
      heldAmount: sum([nominal, buyers]),
      sellerReceivesAmount: nominal - sellers,
    };
  });
}

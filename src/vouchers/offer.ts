import type { BasisPoints, Rupiah } from '../platform/money.js';

/** Where a discount comes from: a rule for everybody it fits, what a rule has granted one person, or a voucher's code. */
export type OfferSource = 'rule' | 'grant' | 'voucher';

/** A discount that the customer at hand may have on the cart at hand; what it is worth there is for `priceCart` to say. */
export interface Offer {
  source: OfferSource;
  sourceId: string;
  /** Of the rule or the voucher, as it was when the offer was made. */
  version: number;
  name: string;
  kind: 'PERCENT' | 'FIXED';
  /** Of PERCENT; 0 otherwise. */
  percentBps: BasisPoints;
  /** Of FIXED; 0 otherwise. */
  amount: Rupiah;
  /** Most that a percentage gives; null for no cap. */
  capAmount: Rupiah | null;
  /** What the lines that it fits must cost before any discount. */
  minimumSpendAmount: Rupiah;
  /** Of one group a cart gets only the best; null stands for itself and stacks with all. */
  stackingGroup: string | null;
  /** Lower comes first. */
  priority: number;
  /** With either of the two, only lines of these products or categories. */
  productIds?: ReadonlySet<string>;
  categoryIds?: ReadonlySet<string>;
  /** Asked for above cost by this offer; the shop's own floor holds beside it. */
  floorBps?: BasisPoints;
  /** Of its budget; an offer that would give more gives nothing. Unset without one. */
  leftAmount?: Rupiah;
}

/** A line of a cart before discounts. Amounts in rupiah, of all its pieces. */
export interface CartLine {
  productId: string;
  categoryId: string;
  quantity: number;
  unitAmount: Rupiah;
  totalAmount: Rupiah;
  costAmount: Rupiah;
}

/** What kept an offer from giving all that it promises. */
export type OfferLimit = 'none' | 'cap' | 'price' | 'floor';

/** How an offer came to its amount; kept with the order. */
export interface OfferExplanation {
  kind: Offer['kind'];
  percent_bps: BasisPoints;
  /** What its lines cost when its turn came. */
  base_amount: Rupiah;
  /** What it would have given without cap and floor. */
  promised_amount: Rupiah;
  given_amount: Rupiah;
  limited_by: OfferLimit;
  stacking_group: string | null;
  priority: number;
}

export interface GivenDiscount {
  source: OfferSource;
  sourceId: string;
  version: number;
  name: string;
  amount: Rupiah;
  /** By position in the cart; 0 where it gives nothing. */
  lines: Rupiah[];
  explanation: OfferExplanation;
}

export type RefusalReason =
  'no_matching_line' | 'minimum_spend' | 'better_in_group' | 'nothing_left' | 'budget_short';

export interface RefusedOffer {
  source: OfferSource;
  sourceId: string;
  name: string;
  reason: RefusalReason;
  /** What the reason speaks of: the spend that was needed and that of the cart, the discount and what its budget has left. */
  neededAmount: Rupiah | null;
  actualAmount: Rupiah | null;
}

export interface PricedCart {
  lines: { discountAmount: Rupiah }[];
  discounts: GivenDiscount[];
  refused: RefusedOffer[];
  discountAmount: Rupiah;
}

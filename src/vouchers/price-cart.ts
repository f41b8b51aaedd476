import { percentOf, sum, type BasisPoints, type Rupiah } from '../platform/money.js';
import type {
  CartLine,
  GivenDiscount,
  Offer,
  OfferLimit,
  OfferSource,
  PricedCart,
  RefusalReason,
  RefusedOffer,
} from './offer.js';
import { leastAmount, spread } from './spread.js';

/** What an offer would do to the cart when its turn comes. */
interface Worth {
  base: Rupiah;
  promised: Rupiah;
  lines: Rupiah[];
  amount: Rupiah;
  limitedBy: OfferLimit;
}

/** What is off the lines so far, by position. */
type Taken = readonly Rupiah[];

const isFor = ({ productIds, categoryIds }: Offer, { productId, categoryId }: CartLine): boolean =>
  (!productIds && !categoryIds) ||
  productIds?.has(productId) === true ||
  categoryIds?.has(categoryId) === true;

const floorOf = ({ floorBps }: Offer, shopFloorBps: BasisPoints): BasisPoints =>
  Math.max(shopFloorBps, floorBps ?? 0);

function promiseOf(offer: Offer, base: Rupiah): { promised: Rupiah; wanted: Rupiah } {
  const promised = offer.kind === 'FIXED' ? offer.amount : percentOf(base, offer.percentBps, 'floor');
  return { promised, wanted: Math.min(promised, offer.capAmount ?? promised, base) };
}

function limitOf(promised: Rupiah, wanted: Rupiah, amount: Rupiah, base: Rupiah): OfferLimit {
  if (amount < wanted) return 'floor';
  if (wanted === promised) return 'none';
  return wanted === base ? 'price' : 'cap';
}

/** A floor that the shop raised above today's price takes nothing away: the line just gets no discount. */
function worthOf(offer: Offer, cart: readonly CartLine[], taken: Taken, shopFloorBps: BasisPoints): Worth {
  const floor = floorOf(offer, shopFloorBps);
  const left = cart.map((line, index) => (isFor(offer, line) ? line.totalAmount - (taken[index] ?? 0) : 0));
  const rooms = cart.map((line, index) => Math.max(0, (left[index] ?? 0) - leastAmount(line, floor)));
  const base = sum(left);
  const { promised, wanted } = promiseOf(offer, base);
  const lines = base === 0 ? left.map(() => 0) : spread(offer.kind, wanted, left, rooms);
  const amount = sum(lines);
  return { base, promised, lines, amount, limitedBy: limitOf(promised, wanted, amount, base) };
}

const turn: Record<OfferSource, number> = { rule: 0, grant: 1, voucher: 1 };

const byId = (one: Offer, other: Offer): number =>
  one.sourceId < other.sourceId ? -1 : Number(one.sourceId > other.sourceId);

const inTurn = (one: Offer, other: Offer): number =>
  turn[one.source] - turn[other.source] || one.priority - other.priority || byId(one, other);

const spendOn = (offer: Offer, cart: readonly CartLine[]): Rupiah =>
  sum(cart.filter((line) => isFor(offer, line)).map(({ totalAmount }) => totalAmount));

const refusal = (
  { source, sourceId, name }: Offer,
  reason: RefusalReason,
  neededAmount: Rupiah | null = null,
  actualAmount: Rupiah | null = null,
): RefusedOffer => ({ source, sourceId, name, reason, neededAmount, actualAmount });

/** Why the cart itself does not qualify, whatever else is off it. */
function misfit(offer: Offer, cart: readonly CartLine[]): RefusedOffer | null {
  const spend = spendOn(offer, cart);
  if (spend === 0) return refusal(offer, 'no_matching_line');
  const needed = offer.minimumSpendAmount;
  return spend < needed ? refusal(offer, 'minimum_spend', needed, spend) : null;
}

/** Of every stacking group the offer that is worth most by itself on the whole cart; of equals the first in turn. */
function winners(offers: readonly Offer[], cart: readonly CartLine[], floorBps: BasisPoints): Set<Offer> {
  const untouched = cart.map(() => 0);
  const best = new Map<string, { offer: Offer; amount: Rupiah }>();
  for (const offer of offers) {
    if (offer.stackingGroup === null) continue;
    const { amount } = worthOf(offer, cart, untouched, floorBps);
    const rival = best.get(offer.stackingGroup);
    const isBetter =
      !rival ||
      amount > rival.amount ||
      (amount === rival.amount && (offer.priority - rival.offer.priority || byId(offer, rival.offer)) < 0);
    if (isBetter) best.set(offer.stackingGroup, { offer, amount });
  }
  return new Set([...best.values()].map(({ offer }) => offer));
}

const given = (offer: Offer, { base, promised, lines, amount, limitedBy }: Worth): GivenDiscount => ({
  source: offer.source,
  sourceId: offer.sourceId,
  version: offer.version,
  name: offer.name,
  amount,
  lines,
  explanation: {
    kind: offer.kind,
    percent_bps: offer.percentBps,
    base_amount: base,
    promised_amount: promised,
    given_amount: amount,
    limited_by: limitedBy,
    stacking_group: offer.stackingGroup,
    priority: offer.priority,
  },
});

/** Offers that fit the cart, in turn, each on what the ones before have left. */
function stack(fitting: readonly Offer[], cart: readonly CartLine[], floorBps: BasisPoints): PricedCart {
  const best = winners(fitting, cart, floorBps);
  const refused: RefusedOffer[] = [];
  const discounts: GivenDiscount[] = [];
  let taken: Rupiah[] = cart.map(() => 0);
  for (const offer of fitting) {
    if (offer.stackingGroup !== null && !best.has(offer)) {
      refused.push(refusal(offer, 'better_in_group'));
      continue;
    }
    const worth = worthOf(offer, cart, taken, floorBps);
    if (worth.amount === 0) {
      refused.push(refusal(offer, 'nothing_left'));
      continue;
    }
    discounts.push(given(offer, worth));
    taken = taken.map((amount, index) => amount + (worth.lines[index] ?? 0));
  }
  return {
    lines: taken.map((discountAmount) => ({ discountAmount })),
    discounts,
    refused,
    discountAmount: sum(taken),
  };
}

/** The first in turn that would give more than is left of its budget. */
function overspent(fitting: readonly Offer[], { discounts }: PricedCart): RefusedOffer | null {
  for (const { source, sourceId, amount } of discounts) {
    const offer = fitting.find((each) => each.source === source && each.sourceId === sourceId);
    const left = offer?.leftAmount ?? amount;
    if (offer && amount > left) return refusal(offer, 'budget_short', amount, left);
  }
  return null;
}

/**
 * What a cart costs with the offers that its customer has: rules first, then grants and vouchers, each by priority, each
 * on what the ones before have left; of one stacking group only the best. No line falls below cost with `floorBps` on
 * top. An offer whose budget is not enough stands aside, and the others are priced as if it were not there. Pure; the order
 * and the floor are argued in `docs/decisions/0020-stacking-and-floors.md`.
 */
export function priceCart(
  cart: readonly CartLine[],
  offers: readonly Offer[],
  floorBps: BasisPoints,
): PricedCart {
  const refused: RefusedOffer[] = [];
  let fitting = offers.toSorted(inTurn).filter((offer) => {
    const reason = misfit(offer, cart);
    if (reason) refused.push(reason);
    return !reason;
  });
  for (;;) {
    const priced = stack(fitting, cart, floorBps);
    const short = overspent(fitting, priced);
    if (!short) return { ...priced, refused: [...refused, ...priced.refused] };
    refused.push(short);
    fitting = fitting.filter((offer) => offer.source !== short.source || offer.sourceId !== short.sourceId);
  }
}

import type { Actor, Customer } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { config } from '../platform/config.js';
import { query } from '../platform/database.js';
import {
  automaticOffers,
  grantByCode,
  grantOffer,
  judgeGrant,
  type ClaimedOffer,
  type GrantClaim,
} from '../discounts/index.js';
import type { QuotedLine } from '../products/index.js';
import {
  assertGives,
  assertMayUse,
  findVoucher,
  firstFailure,
  normaliseCode,
  priceCart,
  refuseCode,
  tryCode,
  voucherNeedsAccount,
  type Buyer,
  type CartLine,
  type CodeRefusal,
  type FoundVoucher,
  type Offer,
  type PricedCart,
  type VoucherClaim,
  type VoucherJudgement,
} from '../vouchers/index.js';

/** A cart with what is off it, and what is to be set aside for it. */
export interface Discounted extends PricedCart {
  /** Of rules, and of what they have granted. */
  grants: GrantClaim[];
  voucher: VoucherClaim | null;
  /** What was typed. */
  code: string | null;
}

/** A code with the network it came from, which pays for wrong ones together with the account. */
export interface CodeWish {
  code: string;
  ip: string | undefined;
}

export const cartLineOf = ({ product, ...line }: QuotedLine): CartLine => ({
  productId: product.id,
  categoryId: product.categoryId,
  quantity: line.quantity,
  unitAmount: line.unitAmount,
  totalAmount: line.totalAmount,
  costAmount: line.costAmount,
});

/** Bought by a moment, under whichever account; what was given back in full counts as not bought. */
async function hasBought(personId: string, by: Date): Promise<boolean> {
  const rows = await query(
    `SELECT 1 FROM users u JOIN transactions t ON t.user_id = u.id
     WHERE u.person_id = ? AND t.type IN ('PPOB', 'PURCHASE') AND t.status IN ('PAID', 'PROCESSING', 'SUCCESS')
       AND t.created_at < ? LIMIT 1`,
    [personId, by],
  );
  return rows.length > 0;
}

/** A customer as vouchers ask about them at a moment. */
export const buyerOf = ({ id, customerType }: Customer, at: Date): Buyer => ({
  userId: id,
  customerType,
  hasBought: (personId) => hasBought(personId, at),
});

const priced = (cart: CartLine[], offers: Offer[]): PricedCart =>
  priceCart(cart, offers, config.DISCOUNT_FLOOR_BPS);

const offersIn = (claimed: ClaimedOffer[]): Offer[] => claimed.map(({ offer }) => offer);
const claimsIn = (claimed: ClaimedOffer[]): GrantClaim[] => claimed.map(({ claim }) => claim);

async function withVoucher(cart: CartLine[], rules: ClaimedOffer[], found: FoundVoucher, code: string) {
  await assertMayUse(code, found);
  const result = priced(cart, [...offersIn(rules), found.offer]);
  await assertGives(code, found, result);
  return { ...result, grants: claimsIn(rules), voucher: found.claim, code };
}

/** Grants have no voucher to be kept with, so what is kept of a refusal is the code and why. */
const refuseGrant = (
  typed: string,
  userId: string,
  reason: CodeRefusal,
  judgements: VoucherJudgement[] = [],
) => refuseCode({ typed, userId, voucherId: null, reason, judgements });

/** A code of no voucher: one of the customer's own that has run out, say, or that nobody ever made. */
async function refuseForGood(typed: string, code: string | null, userId: string, at: Date) {
  const line = code === null ? null : await grantByCode(code, userId);
  const judgements = line ? judgeGrant(line, at) : [];
  return refuseGrant(typed, userId, firstFailure(judgements)?.condition ?? 'unknown', judgements);
}

async function withGrant(
  cart: CartLine[],
  rules: ClaimedOffer[],
  granted: ClaimedOffer,
  code: string,
): Promise<Discounted> {
  const claimed = [...rules, granted];
  const result = priced(cart, offersIn(claimed));
  const { source, sourceId } = granted.offer;
  const refused = result.refused.find((each) => each.source === source && each.sourceId === sourceId);
  if (refused) throw await refuseGrant(code, granted.claim.userId, refused.reason);
  return { ...result, grants: claimsIn(claimed), voucher: null, code };
}

/** @throws DomainError `voucher_not_usable` (422). */
async function withCode(
  cart: CartLine[],
  rules: ClaimedOffer[],
  customer: Customer,
  typed: string,
): Promise<Discounted> {
  const at = clock.now();
  const code = normaliseCode(typed);
  const found = code === null ? null : await findVoucher(code, buyerOf(customer, at), at);
  if (found) return withVoucher(cart, rules, found, typed);
  const granted = code === null ? null : await grantOffer(code, customer.id, at);
  if (granted) return withGrant(cart, rules, granted, typed);
  throw await refuseForGood(typed, code, customer.id, at);
}

/**
 * What is off a cart for whoever asks: what rules give by themselves, and what a code adds. A code that takes nothing off
 * is refused, so that it is never spent for nothing. A cart without a code, in a shop without such rules, costs no trip to
 * the database.
 * @throws DomainError `voucher_needs_account`, `voucher_not_usable` (422), `too_many_requests` (429).
 */
export async function discountLines(actor: Actor, lines: QuotedLine[], wish?: CodeWish): Promise<Discounted> {
  const cart = lines.map(cartLineOf);
  if (wish && actor.kind !== 'customer') throw voucherNeedsAccount();
  const rules = actor.kind === 'customer' ? await automaticOffers(actor.id, clock.now()) : [];
  if (wish && actor.kind === 'customer') {
    const { code, ip } = wish;
    return tryCode({ userId: actor.id, ip }, () => withCode(cart, rules, actor, code));
  }
  return { ...priced(cart, offersIn(rules)), grants: claimsIn(rules), voucher: null, code: null };
}

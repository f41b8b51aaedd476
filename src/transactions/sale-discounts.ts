import type { Actor, Customer } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { config } from '../platform/config.js';
import { query } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import { sum } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import type { QuotedLine } from '../products/index.js';
import {
  assertGives,
  assertMayUse,
  findVoucher,
  normaliseCode,
  priceCart,
  refuseCode,
  reserveVoucher,
  returnVouchers,
  tryCode,
  useVouchers,
  voucherNeedsAccount,
  type Buyer,
  type CartLine,
  type FoundVoucher,
  type Offer,
  type PricedCart,
  type VoucherClaim,
} from '../vouchers/index.js';
import { TransactionDiscount, type Transaction } from './transaction.entity.js';

/** A cart with what is off it, and the voucher that is to be set aside for it. */
export interface Discounted extends PricedCart {
  voucher: VoucherClaim | null;
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

/** Bought, under whichever account; what was given back in full counts as not bought. */
async function hasBought(personId: string): Promise<boolean> {
  const rows = await query(
    `SELECT 1 FROM users u JOIN transactions t ON t.user_id = u.id
     WHERE u.person_id = ? AND t.type IN ('PPOB', 'PURCHASE') AND t.status IN ('PAID', 'PROCESSING', 'SUCCESS')
     LIMIT 1`,
    [personId],
  );
  return rows.length > 0;
}

const buyerOf = ({ id, customerType }: Customer): Buyer => ({ userId: id, customerType, hasBought });

/** @throws DomainError `voucher_not_usable` (422). */
async function voucherBehind(typed: string, customer: Customer): Promise<FoundVoucher> {
  const code = normaliseCode(typed);
  const found = code === null ? null : await findVoucher(code, buyerOf(customer), clock.now());
  if (!found)
    throw await refuseCode({
      typed,
      userId: customer.id,
      voucherId: null,
      reason: 'unknown',
      judgements: [],
    });
  await assertMayUse(typed, found);
  return found;
}

const priced = (cart: CartLine[], offers: Offer[]): PricedCart =>
  priceCart(cart, offers, config.DISCOUNT_FLOOR_BPS);

async function withCode(cart: CartLine[], customer: Customer, wish: CodeWish): Promise<Discounted> {
  const found = await voucherBehind(wish.code, customer);
  const result = priced(cart, [found.offer]);
  await assertGives(wish.code, found, result);
  return { ...result, voucher: found.claim };
}

/**
 * What is off a cart for whoever asks. A code that takes nothing off is refused, so that it is never spent for nothing.
 * @throws DomainError `voucher_needs_account`, `voucher_not_usable` (422), `too_many_requests` (429).
 */
export async function discountLines(actor: Actor, lines: QuotedLine[], wish?: CodeWish): Promise<Discounted> {
  const cart = lines.map(cartLineOf);
  if (!wish) return { ...priced(cart, []), voucher: null };
  if (actor.kind !== 'customer') throw voucherNeedsAccount();
  return tryCode({ userId: actor.id, ip: wish.ip }, () => withCode(cart, actor, wish));
}

/** Notes what is off a sale and why; kept with it for good. */
export function recordDiscounts(
  uow: UnitOfWork,
  { id: transactionId }: Transaction,
  { discounts }: Discounted,
): TransactionDiscount[] {
  const rows = discounts.map(({ source, sourceId, version, name, amount, explanation }) =>
    Object.assign(new TransactionDiscount(), {
      id: newId(),
      transactionId,
      source,
      sourceId,
      version,
      name,
      amount,
      explanation,
      createdAt: uow.now,
    }),
  );
  uow.add(TransactionDiscount, rows);
  return rows;
}

/**
 * Sets aside for a sale what can be had only so often, as the last thing its unit of work does.
 * @throws DomainError `voucher_not_usable` (422) for what was taken or paused since the sale was priced.
 */
export async function reserveDiscounts(
  uow: UnitOfWork,
  { id: transactionId, paidAt }: Transaction,
  { voucher, discounts }: Discounted,
): Promise<void> {
  if (!voucher) return;
  const amount = sum(discounts.filter(({ sourceId }) => sourceId === voucher.voucherId).map((d) => d.amount));
  await reserveVoucher(uow, { claim: voucher, transactionId, amount, isUsed: paidAt !== null });
}

/** The sale is paid. */
export async function useDiscounts(uow: UnitOfWork, sale: Transaction): Promise<void> {
  if (sale.discountAmount > 0) await useVouchers(uow, sale.id);
}

/** The sale failed, ran out or was called off: what it had can be had again. */
export async function returnDiscounts(uow: UnitOfWork, sale: Transaction): Promise<void> {
  if (sale.discountAmount > 0) await returnVouchers(uow, sale.id);
}

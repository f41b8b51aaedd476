import type { Customer } from '../platform/actor.js';
import { clock } from '../platform/clock.js';
import { config } from '../platform/config.js';
import { query } from '../platform/database.js';
import type { Rupiah } from '../platform/money.js';
import { claimedOffer, grantByCode, judgeGrant } from '../discounts/index.js';
import {
  findVoucher,
  isVoucherCondition,
  normaliseCode,
  priceCart,
  type CartLine,
  type CodeRefusal,
  type Offer,
  type VoucherJudgement,
} from '../vouchers/index.js';
import { buyerOf } from './discount-lines.js';
import { cartOfSale } from './explain-discounts.js';
import { discountsOf } from './transaction.read-model.js';
import type { Transaction, TransactionDiscount } from './transaction.entity.js';

/** A code held against a customer, for staff: who is not staff learns no more than that it cannot be used. */
export interface ExplainedCode {
  name: string;
  /** One of the two: a voucher, or the rule that granted it. */
  voucherId: string | null;
  ruleId: string | null;
  /** The sale that was named had it. */
  isUsed: boolean;
  judgements: VoucherJudgement[];
  /** What the cart made of it, when one was named. */
  cart: { amount: Rupiah; refusal: Exclude<CodeRefusal, 'unknown'> | null } | null;
}

/** What a code stands for, with every condition as it was found at a moment. */
interface Known extends Pick<ExplainedCode, 'name' | 'voucherId' | 'ruleId' | 'judgements'> {
  /** Null for a grant that lowers no price. */
  offer: Offer | null;
}

/** Null when nobody made such a code, or granted it to this customer. How often it was used is as of now. */
async function known(code: string, customer: Customer, at: Date): Promise<Known | null> {
  const voucher = await findVoucher(code, buyerOf(customer, at), at);
  if (voucher) {
    const { offer, judgements } = voucher;
    return { offer, judgements, name: offer.name, voucherId: offer.sourceId, ruleId: null };
  }
  const line = await grantByCode(code, customer.id);
  if (!line) return null;
  const { name, ruleId } = line;
  const offer = claimedOffer(line)?.offer ?? null;
  return { offer, name, ruleId, judgements: judgeGrant(line, at), voucherId: null };
}

function priced(cart: CartLine[], offer: Offer): ExplainedCode['cart'] {
  const { discountAmount, refused } = priceCart(cart, [offer], config.DISCOUNT_FLOOR_BPS);
  return { amount: discountAmount, refusal: refused[0]?.reason ?? null };
}

const explained = ({ offer, ...found }: Known, cart: CartLine[] | null): ExplainedCode => ({
  ...found,
  isUsed: false,
  cart: cart && offer && priced(cart, offer),
});

/** Each condition of a code with what it asks for and what was found now; null when there is no such code. */
export async function explainCode(typed: string, customer: Customer): Promise<ExplainedCode | null> {
  const code = normaliseCode(typed);
  const found = code === null ? null : await known(code, customer, clock.now());
  return found && explained(found, null);
}

interface Refusal {
  reason: CodeRefusal;
  judgements: string | VoucherJudgement[];
}

/** The last refusal of the code in the day before a sale: what was found when the customer tried. */
async function refusalBefore(typed: string, { userId, createdAt }: Transaction): Promise<Refusal | null> {
  const [row] = await query<Refusal>(
    `SELECT reason, judgements FROM voucher_refusals
     WHERE user_id = ? AND code = ? AND created_at BETWEEN ? - INTERVAL 1 DAY AND ? AND reason <> 'unknown'
     ORDER BY id DESC LIMIT 1`,
    [userId, typed.trim().slice(0, 40), createdAt, createdAt],
  );
  return row ?? null;
}

function refused({ offer: _, ...found }: Known, { reason, judgements }: Refusal): ExplainedCode {
  const all = typeof judgements === 'string' ? (JSON.parse(judgements) as VoucherJudgement[]) : judgements;
  const isOfCart = !isVoucherCondition(reason);
  return {
    ...found,
    isUsed: false,
    judgements: all.filter(({ condition }) => isVoucherCondition(condition)),
    cart: isOfCart && reason !== 'unknown' ? { amount: 0, refusal: reason } : null,
  };
}

const used = ({ offer: _, ...found }: Known, { amount }: TransactionDiscount): ExplainedCode => ({
  ...found,
  isUsed: true,
  judgements: [],
  cart: { amount, refusal: null },
});

/**
 * The same for a sale that is placed: what it had is kept with it, what was refused was noted with every condition, and
 * only what nobody tried is judged again, as of that moment.
 */
export async function explainCodeOnSale(
  typed: string,
  customer: Customer,
  sale: Transaction,
): Promise<ExplainedCode | null> {
  const code = normaliseCode(typed);
  const found = code === null ? null : await known(code, customer, sale.createdAt);
  if (!found) return null;
  const given = (await discountsOf([sale])).find(({ sourceId }) => sourceId === found.offer?.sourceId);
  if (given) return used(found, given);
  const refusal = await refusalBefore(typed, sale);
  return refusal ? refused(found, refusal) : explained(found, await cartOfSale(sale.id));
}

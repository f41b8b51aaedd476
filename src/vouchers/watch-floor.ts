import { raiseAlert } from '../platform/alerts.js';
import { clock } from '../platform/clock.js';
import { config } from '../platform/config.js';
import { database, query } from '../platform/database.js';
import { times } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { explainPrice, marginRules, mostPieces, Product, type PriceRule } from '../products/index.js';
import { customerTypes, type CustomerType } from '../users/index.js';
import { offerOfVoucher } from './find-voucher.js';
import type { CartLine, GivenDiscount, Offer } from './offer.js';
import { priceCart } from './price-cart.js';
import { Voucher } from './voucher.entity.js';

const mostVouchers = 500;

/** Live vouchers that this product counts for. */
const liveVouchersFor = ({ id, categoryId }: Product): Promise<{ id: string }[]> =>
  query(
    `SELECT v.id FROM vouchers v WHERE v.status = 'LIVE' AND (v.valid_until IS NULL OR v.valid_until > ?)
       AND (NOT EXISTS (SELECT 1 FROM voucher_targets t WHERE t.voucher_id = v.id AND t.kind IN ('product', 'category'))
            OR EXISTS (SELECT 1 FROM voucher_targets t WHERE t.voucher_id = v.id
                       AND ((t.kind = 'product' AND t.target_id = ?) OR (t.kind = 'category' AND t.target_id = ?))))
     ORDER BY v.id LIMIT ${mostVouchers}`,
    [clock.now(), id, categoryId],
  );

/** The fewest pieces for which the offer counts: there a fixed amount weighs most on each. */
function worstLine(product: Product, offer: Offer, customerType: CustomerType, rules: PriceRule[]): CartLine {
  const { unit_amount: unitAmount } = explainPrice(product, customerType, rules);
  const pieces = unitAmount === 0 ? 1 : Math.ceil(offer.minimumSpendAmount / unitAmount);
  const quantity = Math.min(mostPieces, Math.max(1, pieces));
  return {
    productId: product.id,
    categoryId: product.categoryId,
    quantity,
    unitAmount,
    totalAmount: times(unitAmount, quantity),
    costAmount: times(product.costAmount, quantity),
  };
}

interface Shortfall {
  promised: number;
  given: number;
}

const shortfallOf = (line: CartLine, offer: Offer): Shortfall | null => {
  const { discounts, refused } = priceCart([line], [offer], config.DISCOUNT_FLOOR_BPS);
  const [given]: (GivenDiscount | undefined)[] = discounts;
  if (given)
    return given.explanation.limited_by === 'floor'
      ? { promised: given.explanation.promised_amount, given: given.amount }
      : null;
  return refused[0]?.reason === 'nothing_left' ? { promised: offer.amount, given: 0 } : null;
};

/** What a voucher falls short of by now on its worst line and did not at the former cost; null while it keeps its word. */
function newShortfall(
  product: Product,
  costBefore: number,
  offer: Offer,
  rules: PriceRule[],
): Shortfall | null {
  const former = Object.assign(new Product(), product, { costAmount: costBefore });
  for (const customerType of customerTypes) {
    const now = shortfallOf(worstLine(product, offer, customerType, rules), offer);
    if (now && !shortfallOf(worstLine(former, offer, customerType, rules), offer)) return now;
  }
  return null;
}

/**
 * A product has come to cost more: tells staff of every live voucher that from now on gives less than it promises,
 * because the floor keeps the rest. Nobody sells below the floor meanwhile.
 */
export async function watchFloor(
  inUnitOfWork: (work: (uow: UnitOfWork) => Promise<void>) => Promise<void>,
  productId: string,
  costBefore: number,
): Promise<void> {
  const product = await database().getRepository(Product).findOneBy({ id: productId });
  if (!product || product.costAmount <= costBefore) return;
  const rules = await marginRules();
  for (const { id } of await liveVouchersFor(product)) {
    const voucher = await database().getRepository(Voucher).findOneByOrFail({ id });
    const short = newShortfall(product, costBefore, await offerOfVoucher(voucher), rules);
    if (!short) continue;
    await inUnitOfWork((uow) =>
      raiseAlert(uow, {
        kind: 'voucher_below_floor',
        subject: voucher.id,
        severity: 'warning',
        details: {
          voucher: voucher.name,
          product: product.name,
          promised_amount: short.promised,
          given_amount: short.given,
        },
      }),
    );
  }
}

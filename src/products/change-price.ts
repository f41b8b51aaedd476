import { z } from 'zod';
import type { Rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import {
  authorize,
  defineApproval,
  openApproval,
  recordActivity,
  spendAuthority,
  type Approval,
  type ApprovalKind,
} from '../staff/index.js';
import { Product } from './product.entity.js';
import { costUnknown } from './product.errors.js';
import { ChangePrice } from './product.forms.js';
import { assertNoLoss, lossOf } from './product.rules.js';
import { lockVersion, saveChanges } from './versioned.js';

const act = 'product.price_below_cost';

interface Wanted {
  product: Product;
  /** The product as it would be. */
  wanted: Product;
  prices: Partial<Product>;
  reason: string;
  /** Rupiah with each piece. */
  loss: Rupiah;
}

async function lockWanted(uow: UnitOfWork, input: ChangePrice): Promise<Wanted> {
  const { productId, version, reason, ...prices } = ChangePrice.parse(input);
  const product = await lockVersion(uow, Product, productId, version);
  const wanted = Object.assign(new Product(), product, prices);
  return { product, wanted, prices, reason, loss: lossOf(wanted) };
}

/** Nobody sells at a loss alone, and no machinery by itself. */
async function assertAgreed(uow: UnitOfWork, { wanted, loss }: Wanted, approval?: Approval): Promise<void> {
  if (loss === 0) return;
  if (uow.actor.kind !== 'staff' && !approval) assertNoLoss(wanted);
  const subject = { subjectId: wanted.id, beneficiaryId: null };
  await spendAuthority(uow, { act, amount: loss, ...subject, approvalId: approval?.id });
}

/**
 * Sets cost, prices of its own (null gives the price back to the margin rules) or admin fee, for a stated reason. A
 * price below cost takes two people, whose consent holds while the cost does not rise.
 * @throws DomainError `approval_required`, `price_below_cost`, `cost_unknown`, `changed_meanwhile` (409).
 */
export async function changePrice(
  uow: UnitOfWork,
  input: ChangePrice,
  approval?: Approval,
): Promise<Product> {
  authorize(uow.actor, 'products.price');
  const change = await lockWanted(uow, input);
  const { product, wanted, prices, reason, loss } = change;
  if (wanted.active && wanted.costAmount === 0) throw costUnknown(wanted.name);
  await assertAgreed(uow, change, approval);
  const lossAgreedCostAmount = loss > 0 ? wanted.costAmount : null;
  const costBefore = product.costAmount;
  const difference = await saveChanges(uow, Product, product, { ...prices, lossAgreedCostAmount });
  if (!difference) return product;
  const about = { subjectType: 'product', subjectId: product.id, reason };
  await recordActivity(uow, { action: 'product.price_changed', ...about, ...difference });
  uow.emit('product.price_changed', { id: product.id, cost_before_amount: costBefore });
  return product;
}

/** Puts a price below cost before a second person. */
export async function requestPrice(uow: UnitOfWork, input: ChangePrice): Promise<Approval> {
  const { product, reason, loss } = await lockWanted(uow, input);
  return openApproval(uow, {
    act,
    subjectType: 'product',
    subjectId: product.id,
    beneficiaryId: null,
    amount: loss,
    payload: { ...input },
    reason,
  });
}

export const priceApproval: ApprovalKind = defineApproval({
  act,
  permission: 'products.price',
  schema: ChangePrice as z.ZodType<ChangePrice>,
  perform: changePrice,
  async observe(uow, { productId }) {
    const product = await uow.find(Product, { id: productId });
    return {
      cost_amount: product?.costAmount ?? null,
      retail_price_amount: product?.retailPriceAmount ?? null,
      reseller_price_amount: product?.resellerPriceAmount ?? null,
    };
  },
});

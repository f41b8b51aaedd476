import type { UnitOfWork } from '../platform/unit-of-work.js';
import { authorize, recordActivity } from '../staff/index.js';
import { Product } from './product.entity.js';
import { outOfStock, stockNotCounted } from './product.errors.js';
import { AdjustStock } from './product.forms.js';

/**
 * Counts stock up or down by a difference, so that sales meanwhile are not lost.
 * @throws DomainError `stock_not_counted` for supplier-managed stock, `out_of_stock` below zero (409).
 */
export async function adjustStock(uow: UnitOfWork, input: AdjustStock): Promise<Product> {
  authorize(uow.actor, 'products.write');
  const { productId, delta, reason } = AdjustStock.parse(input);
  const product = await uow.lock(Product, { id: productId });
  if (product.stock === null) throw stockNotCounted(product);
  const before = product.stock;
  if (before + delta < 0) throw outOfStock(product.name, before);
  product.stock = before + delta;
  await uow.update(Product, { id: productId }, { stock: product.stock });
  await recordActivity(uow, {
    action: 'product.stock_adjusted',
    subjectType: 'product',
    subjectId: productId,
    reason,
    before: { stock: before },
    after: { stock: product.stock },
  });
  return product;
}

import type { UnitOfWork } from '../platform/unit-of-work.js';
import type { Product } from './product.entity.js';
import { outOfStock } from './product.errors.js';

export interface StockLine {
  productId: string;
  quantity: number;
}

/** A product as it was quoted; `stock` is null where the supplier manages it. */
export interface ReservedLine {
  product: Pick<Product, 'id' | 'name' | 'stock'>;
  quantity: number;
}

/** One order of locks for everybody, so that two baskets with the same goods never wait for each other in a circle. */
const inLockOrder = <Line>(lines: Line[], idOf: (line: Line) => string): Line[] =>
  [...lines].sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));

/** Null when the supplier manages it by now. */
async function stockLeft(uow: UnitOfWork, productId: string): Promise<number | null> {
  const [row] = await uow.sql<{ stock: number | null }>('SELECT stock FROM products WHERE id = ?', [
    productId,
  ]);
  return row ? row.stock : 0;
}

async function take(uow: UnitOfWork, { product, quantity }: ReservedLine): Promise<void> {
  const taken = await uow.run('UPDATE products SET stock = stock - ? WHERE id = ? AND stock >= ?', [
    quantity,
    product.id,
    quantity,
  ]);
  if (taken === 1) return;
  const left = await stockLeft(uow, product.id);
  if (left !== null) throw outOfStock(product.name, left);
}

/**
 * Takes pieces off the shelf. The condition inside the UPDATE is what prevents overselling; the quote only tells
 * which products are counted. Stock that the supplier manages is left alone and not locked.
 * @throws DomainError `out_of_stock` (409) for the first line that cannot be served.
 */
export async function reserveStock(uow: UnitOfWork, lines: ReservedLine[]): Promise<void> {
  const counted = lines.filter(({ product }) => product.stock !== null);
  for (const line of inLockOrder(counted, ({ product }) => product.id)) await take(uow, line);
}

/** Puts pieces back: the sale expired, was cancelled or failed. */
export async function returnStock(uow: UnitOfWork, lines: StockLine[]): Promise<void> {
  for (const { productId, quantity } of inLockOrder(lines, (line) => line.productId)) {
    await uow.run('UPDATE products SET stock = stock + ? WHERE id = ? AND stock IS NOT NULL', [
      quantity,
      productId,
    ]);
  }
}

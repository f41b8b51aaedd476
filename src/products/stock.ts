import type { UnitOfWork } from '../platform/unit-of-work.js';
import { outOfStock } from './product.errors.js';

export interface StockLine {
  productId: string;
  quantity: number;
}

/** One order of locks for everybody, so that two baskets with the same goods never wait for each other in a circle. */
const inLockOrder = (lines: StockLine[]): StockLine[] =>
  [...lines].sort((a, b) => (a.productId < b.productId ? -1 : 1));

interface Counted {
  id: string;
  name: string;
  stock: number;
}

async function countedStock(uow: UnitOfWork, productIds: string[]): Promise<Map<string, Counted>> {
  const rows = await uow.sql<Counted>(
    `SELECT id, name, stock FROM products
     WHERE stock IS NOT NULL AND id IN (${productIds.map(() => '?').join(', ')})`,
    productIds,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

async function stockLeft(uow: UnitOfWork, productId: string): Promise<number> {
  const [row] = await uow.sql<{ stock: number }>('SELECT stock FROM products WHERE id = ?', [productId]);
  return Number(row?.stock ?? 0);
}

/**
 * Takes pieces off the shelf. The condition inside the UPDATE is what prevents overselling; the read before it
 * only tells which products are counted. Stock that the supplier manages is left alone and not locked.
 * @throws DomainError `out_of_stock` (409) for the first line that cannot be served.
 */
export async function reserveStock(uow: UnitOfWork, lines: StockLine[]): Promise<void> {
  if (lines.length === 0) return;
  const counted = await countedStock(
    uow,
    lines.map(({ productId }) => productId),
  );
  for (const { productId, quantity } of inLockOrder(lines)) {
    const product = counted.get(productId);
    if (!product) continue;
    const taken = await uow.run('UPDATE products SET stock = stock - ? WHERE id = ? AND stock >= ?', [
      quantity,
      productId,
      quantity,
    ]);
    if (taken !== 1) throw outOfStock(product.name, await stockLeft(uow, productId));
  }
}

/** Puts pieces back: the sale expired, was cancelled or failed. */
export async function returnStock(uow: UnitOfWork, lines: StockLine[]): Promise<void> {
  for (const { productId, quantity } of inLockOrder(lines)) {
    await uow.run('UPDATE products SET stock = stock + ? WHERE id = ? AND stock IS NOT NULL', [
      quantity,
      productId,
    ]);
  }
}

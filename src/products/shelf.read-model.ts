import { cache } from '../platform/cache.js';
import { query } from '../platform/database.js';
import { shelves, type Shelf } from './categories.js';

const seconds = 60;

/** Open categories in shop order that have something with a price. */
export const shelvesToShow = async (): Promise<Shelf[]> =>
  (await shelves()).filter(({ sellable }) => sellable > 0);

/** The open category of a code; null when it is closed or nobody knows it. */
export const shelfCalled = async (code: string): Promise<Shelf | null> =>
  (await shelves()).find((shelf) => shelf.code === code) ?? null;

/** The brands of a category in the order of its products. */
export async function brandsOn({ id }: Shelf): Promise<string[]> {
  const rows = await cache.remember(['products', 'brands', id], seconds, () =>
    query<{ brand: string }>(
      `SELECT p.brand FROM products p WHERE p.active AND p.cost_amount > 0 AND p.category_id = ? AND p.brand <> ''
       GROUP BY p.brand ORDER BY MIN(p.id)`,
      [id],
    ),
  );
  return rows.map(({ brand }) => brand);
}

import { cache } from '../platform/cache.js';
import { query } from '../platform/database.js';
import { shelves, type Shelf } from './categories.js';

const seconds = 60;

/** Bills have no cost before an inquiry, so they are no goods to show. */
const sellable = 'p.active AND p.cost_amount > 0';

const sellableCounts = (): Promise<{ id: string; products: number | string }[]> =>
  cache.remember(['products', 'sellable-counts'], seconds, () =>
    query(
      `SELECT p.category_id AS id, COUNT(*) AS products FROM products p WHERE ${sellable} GROUP BY p.category_id`,
    ),
  );

/** Open categories in shop order that have something with a price, each with how many such things. */
export async function shelvesToShow(): Promise<Shelf[]> {
  const [open, counts] = await Promise.all([shelves(), sellableCounts()]);
  const countOf = new Map(counts.map(({ id, products }) => [id, Number(products)]));
  return open.flatMap((shelf) => {
    const products = countOf.get(shelf.id);
    return products ? [{ ...shelf, products }] : [];
  });
}

/** The open category of a code; null when it is closed or nobody knows it. */
export const shelfCalled = async (code: string): Promise<Shelf | null> =>
  (await shelves()).find((shelf) => shelf.code === code) ?? null;

/** The brands of a category in the order of its products. */
export async function brandsOn({ id }: Shelf): Promise<string[]> {
  const rows = await cache.remember(['products', 'brands', id], seconds, () =>
    query<{ brand: string }>(
      `SELECT p.brand FROM products p WHERE ${sellable} AND p.category_id = ? AND p.brand <> ''
       GROUP BY p.brand ORDER BY MIN(p.id)`,
      [id],
    ),
  );
  return rows.map(({ brand }) => brand);
}

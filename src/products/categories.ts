import { cache } from '../platform/cache.js';
import { query } from '../platform/database.js';

/** A category that is open for sale, as lists show it. */
export interface Shelf {
  id: string;
  code: string;
  type: string;
  nameId: string;
  nameEn: string;
  descriptionId: string;
  descriptionEn: string;
  icon: string;
  /** How many of its products are active. */
  products: number;
  /** How many of them have a price; a bill has none before its inquiry. */
  sellable: number;
}

const cacheKey = ['products', 'shelves'];

const openShelves = `
  SELECT c.id, c.code, c.type, c.name_id AS nameId, c.name_en AS nameEn,
         c.description_id AS descriptionId, c.description_en AS descriptionEn, c.icon,
         (SELECT COUNT(*) FROM products p WHERE p.category_id = c.id AND p.active) AS products,
         (SELECT COUNT(*) FROM products p WHERE p.category_id = c.id AND p.active AND p.cost_amount > 0) AS sellable
  FROM product_categories c WHERE c.active ORDER BY c.sort_order, c.id`;

async function loadShelves(): Promise<Shelf[]> {
  const rows = await query<Shelf>(openShelves);
  return rows.map((row) => ({ ...row, products: Number(row.products), sellable: Number(row.sellable) }));
}

/** Active categories in shop order, at most a minute old. */
export const shelves = (): Promise<Shelf[]> => cache.remember(cacheKey, 60, loadShelves);

export const forgetShelves = (): Promise<void> => cache.forget(...cacheKey);

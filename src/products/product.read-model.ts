import { Brackets, type SelectQueryBuilder } from 'typeorm';
import { database } from '../platform/database.js';
import { shelves, type Shelf } from './categories.js';
import { Product, type ProductKind } from './product.entity.js';

export interface ProductFilter {
  category?: string;
  q?: string;
  kind?: ProductKind;
  brand?: string;
  /** Only what most people come for. */
  popular?: boolean;
  /** The id after which the page begins. */
  cursor?: string;
  limit: number;
}

export interface ShelvedProduct {
  product: Product;
  shelf: Shelf;
}

const mostWords = 6;

const like = (word: string): string => `%${word.replace(/[!%_]/g, '!$&')}%`;

/** Each word must stand in the name, the brand or the SKU: `semen 50` finds the sack of 50 kg. */
function containing(select: SelectQueryBuilder<Product>, q: string): void {
  const words = q.split(/\s+/).filter(Boolean).slice(0, mostWords);
  for (const [index, word] of words.entries()) {
    const name = `word${index}`;
    select.andWhere(
      new Brackets((either) =>
        either
          .where(`product.name LIKE :${name} ESCAPE '!'`)
          .orWhere(`product.brand LIKE :${name} ESCAPE '!'`)
          .orWhere(`CONVERT(product.sku USING utf8mb4) LIKE :${name} ESCAPE '!'`),
      ),
      { [name]: like(word) },
    );
  }
}

function onShelves(open: Shelf[]): SelectQueryBuilder<Product> {
  return database()
    .getRepository(Product)
    .createQueryBuilder('product')
    .where('product.active = TRUE')
    .andWhere('product.categoryId IN (:...open)', { open: open.map(({ id }) => id) });
}

function placed(products: Product[], open: Shelf[]): ShelvedProduct[] {
  const byId = new Map(open.map((shelf) => [shelf.id, shelf]));
  return products.flatMap((product) => {
    const shelf = byId.get(product.categoryId);
    return shelf ? [{ product, shelf }] : [];
  });
}

/** Active products of open categories in shop order, one more than the limit so that the next page shows. */
export async function findProducts(filter: ProductFilter): Promise<ShelvedProduct[]> {
  const open = (await shelves()).filter(({ code }) => !filter.category || code === filter.category);
  if (open.length === 0) return [];
  const select = onShelves(open);
  if (filter.kind) select.andWhere('product.kind = :kind', { kind: filter.kind });
  if (filter.brand) select.andWhere('product.brand = :brand', { brand: filter.brand });
  if (filter.popular) select.andWhere('product.popular = TRUE');
  if (filter.q) containing(select, filter.q);
  if (filter.cursor) select.andWhere('product.id > :cursor', { cursor: filter.cursor });
  const products = await select
    .orderBy('product.id')
    .take(filter.limit + 1)
    .getMany();
  return placed(products, open);
}

/** One product as customers may see it; null when it is switched off, itself or with its category. */
export async function findProduct(id: string): Promise<ShelvedProduct | null> {
  const open = await shelves();
  if (open.length === 0) return null;
  const product = await onShelves(open).andWhere('product.id = :id', { id }).getOne();
  return product ? (placed([product], open)[0] ?? null) : null;
}

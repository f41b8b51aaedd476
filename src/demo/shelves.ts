import { system } from '../platform/actor.js';
import { query } from '../platform/database.js';
import { inTransaction } from '../platform/unit-of-work.js';
import { inputSchemaById, Product, ProductCategory, type InputField } from '../products/index.js';
import type { Dice } from './dice.js';

/** A product with what a customer is asked before buying it. */
export interface Article {
  product: Product;
  fields: InputField[];
}

/** What can be bought, by category code, the cheapest first: the order does not depend on ids. */
export type Shelves = Map<string, Article[]>;

/** Reads the catalogue as staff have left it; bills without a price are not for sale. */
export function readShelves(): Promise<Shelves> {
  return inTransaction(system('seed'), async (uow) => {
    const categories = await uow.list(ProductCategory, {});
    const products = await uow.list(Product, { active: true });
    const shelves: Shelves = new Map(categories.map(({ code }) => [code, []]));
    const codes = new Map(categories.map(({ id, code }) => [id, code]));
    for (const product of products.filter(({ costAmount }) => costAmount > 0)) {
      const schema = product.inputSchemaId ? await inputSchemaById(product.inputSchemaId) : null;
      shelves.get(codes.get(product.categoryId) ?? '')?.push({ product, fields: schema?.fields ?? [] });
    }
    for (const articles of shelves.values())
      articles.sort(
        (a, b) => a.product.costAmount - b.product.costAmount || (a.product.sku < b.product.sku ? -1 : 1),
      );
    return shelves;
  });
}

const vary = (example: string, dice: Dice): string => example.slice(0, -3) + dice.digits(3);

/** An answer to one question that the product accepts. */
export function answerTo(field: InputField, person: { phone: string; email: string }, dice: Dice): string {
  switch (field.type) {
    case 'phone':
      return person.phone.replace(/^\+62/, '0');
    case 'email':
      return person.email;
    case 'select':
      return field.options?.[0]?.value ?? field.placeholder;
    case 'text':
      return field.placeholder;
    case 'digits': {
      const varied = vary(field.placeholder, dice);
      return new RegExp(field.regex).test(varied) ? varied : field.placeholder;
    }
  }
}

/** Whether the shop has no data of any kind yet. */
export async function storeIsEmpty(): Promise<boolean> {
  const [row] = await query<{ rows_found: string }>(
    `SELECT EXISTS (SELECT 1 FROM users) + EXISTS (SELECT 1 FROM staff_accounts) + EXISTS (SELECT 1 FROM products)
          + EXISTS (SELECT 1 FROM transactions) AS rows_found`,
  );
  return Number(row?.rows_found) === 0;
}

import { clock } from '../platform/clock.js';
import { notFound } from '../platform/errors.js';
import { pageOf } from '../platform/http/paging.js';
import { idPattern } from '../platform/ids.js';
import {
  brandsOn,
  customerTypeOf,
  descriptionIn,
  detectOperator,
  findProduct,
  findProducts,
  nameIn,
  presentProducts,
  shelfCalled,
  shelvesToShow,
  type ProductResource,
  type Shelf,
} from '../products/index.js';
import { textOf } from './form.js';
import type { PageVisit } from './page.js';
import { render } from './render.js';

type Filter = Parameters<typeof findProducts>[0];

/** Enough for every operator at once, so that a number that is still being typed finds its own here. */
const perPage = 100;

/** Categories whose products are for a mobile number of one operator. */
const operatorTypes = new Set(['pulsa', 'data', 'active_period', 'call_package']);

export const isForOneOperator = (shelf: Shelf | null): boolean => operatorTypes.has(shelf?.type ?? '');

const shelfFor = ({ locale }: PageVisit, shelf: Shelf) => ({
  code: shelf.code,
  name: nameIn(locale, shelf),
  description: descriptionIn(locale, shelf),
  icon: shelf.icon,
});

/** One product at the price of the visitor. @throws DomainError `not_found`. */
export async function productFor(visit: PageVisit, id: string): Promise<ProductResource> {
  const found = idPattern.test(id) ? await findProduct(id) : null;
  const [product] = await presentProducts(found ? [found] : [], readerOf(visit));
  if (!product) throw notFound('product');
  return product;
}

const readerOf = ({ actor, locale }: PageVisit) => ({
  customerType: customerTypeOf(actor),
  locale,
  moment: clock.now(),
});

const cursorOf = (query: PageVisit['req']['query']) => {
  const cursor = textOf(query['cursor'], 26);
  return idPattern.test(cursor) ? { cursor } : {};
};

/** A page of products; what has no price yet is no goods to show. */
async function listFor(visit: PageVisit, filter: Omit<Filter, 'limit'>, limit = perPage) {
  const found = await findProducts({ ...filter, ...cursorOf(visit.req.query), limit });
  const { rows, page } = pageOf(
    found.map((item) => ({ id: item.product.id, item })),
    limit,
  );
  const shown = await presentProducts(
    rows.map(({ item }) => item),
    readerOf(visit),
  );
  const products = shown.filter(({ unavailable_reason: reason }) => reason !== 'not_for_sale');
  return { products, next: page.next_cursor };
}

/** The address of the next page: this one, with its filters, after a cursor. */
function nextAddress({ req }: PageVisit, cursor: string | null): string | null {
  if (!cursor) return null;
  const query = new URLSearchParams(
    Object.entries(req.query).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
  query.set('cursor', cursor);
  return `${req.path}?${query.toString()}`;
}

export async function showHome(visit: PageVisit): Promise<void> {
  const [shelves, popular] = await Promise.all([shelvesToShow(), listFor(visit, { popular: true }, 12)]);
  render(visit, 'products/home', {
    shelves: shelves.map((shelf) => shelfFor(visit, shelf)),
    products: popular.products,
  });
}

/** A shelf of many brands with one or two products each is easier to read as one list. */
const isSortedByBrand = (shelf: Shelf, brands: string[]): boolean =>
  isForOneOperator(shelf) || (brands.length > 1 && shelf.sellable / brands.length >= 3);

/** Products under their brands, in shop order. */
function byBrand(products: ProductResource[]): { brand: string; products: ProductResource[] }[] {
  const groups = new Map<string, ProductResource[]>();
  for (const product of products) groups.set(product.brand, [...(groups.get(product.brand) ?? []), product]);
  return [...groups].map(([brand, members]) => ({ brand, products: members }));
}

/** A brand that was chosen by name, or by a phone number where products are for one operator. */
async function brandWanted({ req }: PageVisit, brands: string[], byPhone: boolean) {
  const phone = byPhone ? textOf(req.query['phone'], 24).trim() : '';
  const operator = phone ? await detectOperator(phone) : null;
  const named = textOf(req.query['brand'], 80);
  const wanted = operator ?? named;
  return { phone, operator, brand: brands.includes(wanted) ? wanted : null };
}

export async function showCategory(visit: PageVisit): Promise<void> {
  const shelf = await shelfCalled(textOf(visit.req.params['code'], 48));
  if (!shelf) throw notFound('category');
  const brands = await brandsOn(shelf);
  const byPhone = isForOneOperator(shelf);
  const wanted = await brandWanted(visit, brands, byPhone);
  const chosen = wanted.operator === null && wanted.brand !== null ? { brand: wanted.brand } : {};
  const { products, next } = await listFor(visit, { category: shelf.code, ...chosen });
  const isSorted = isSortedByBrand(shelf, brands);
  const groups = (isSorted ? byBrand(products) : [{ brand: '', products }]).map((group) => ({
    ...group,
    hidden: isSorted && wanted.brand !== null && group.brand !== wanted.brand,
  }));
  render(visit, 'products/category', {
    shelf: shelfFor(visit, shelf),
    brands: isSorted ? brands : [],
    isSorted,
    byPhone,
    ...wanted,
    groups,
    next: nextAddress(visit, next),
  });
}

export async function showSearch(visit: PageVisit): Promise<void> {
  const q = textOf(visit.req.query['q'], 60).trim();
  const { products, next } = q ? await listFor(visit, { q }) : { products: [], next: null };
  const shelves = products.length === 0 ? await shelvesToShow() : [];
  render(visit, 'products/search', {
    q,
    products,
    shelves: shelves.map((shelf) => shelfFor(visit, shelf)),
    next: nextAddress(visit, next),
  });
}

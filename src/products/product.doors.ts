import { z } from 'zod';
import { clock } from '../platform/clock.js';
import { notFound } from '../platform/errors.js';
import { defineDoor, type Door } from '../platform/http/door.js';
import { dataOf, idParam, listOf, pageOf } from '../platform/http/paging.js';
import { shelves } from './categories.js';
import { descriptionIn, nameIn } from './category.entity.js';
import { detectOperator } from './operator.js';
import { customerTypeOf, presentProducts } from './product.presenter.js';
import { findProduct, findProducts } from './product.read-model.js';
import { CategoryResource, OperatorQuery, ProductQuery, ProductResource } from './product.schema.js';

const readerOf = ({ actor, locale }: Pick<Parameters<Door['handle']>[0], 'actor' | 'locale'>) => ({
  customerType: customerTypeOf(actor),
  locale,
  moment: clock.now(),
});

const listCategories = defineDoor({
  method: 'get',
  path: '/products/categories',
  tag: 'Products',
  summary: 'Categories that have something to sell',
  access: 'public',
  success: { status: 200, schema: dataOf(z.array(CategoryResource)) },
  async handle({ locale }) {
    const filled = (await shelves()).filter(({ products }) => products > 0);
    const data = filled.map((shelf) => ({
      code: shelf.code,
      name: nameIn(locale, shelf),
      description: descriptionIn(locale, shelf),
      type: shelf.type,
      icon: shelf.icon,
      product_count: shelf.products,
    }));
    return { body: { data } };
  },
});

const findOperator = defineDoor({
  method: 'get',
  path: '/products/operators',
  tag: 'Products',
  summary: 'The operator brand that a mobile number belongs to',
  access: 'public',
  query: OperatorQuery,
  success: { status: 200, schema: dataOf(z.object({ brand: z.string().nullable() })) },
  async handle({ query }) {
    return { body: { data: { brand: await detectOperator(query.phone) } } };
  },
});

const listProducts = defineDoor({
  method: 'get',
  path: '/products',
  tag: 'Products',
  summary: 'Products on sale, at the price of whoever asks',
  access: 'optional',
  query: ProductQuery,
  success: { status: 200, schema: listOf(ProductResource) },
  async handle(visit) {
    const found = (await findProducts(visit.query)).map((item) => ({ id: item.product.id, item }));
    const { rows, page } = pageOf(found, visit.query.limit);
    const items = rows.map(({ item }) => item);
    return { body: { data: await presentProducts(items, readerOf(visit)), page } };
  },
});

const showProduct = defineDoor({
  method: 'get',
  path: '/products/:id',
  tag: 'Products',
  summary: 'One product with its price and the inputs it asks for',
  access: 'optional',
  params: z.strictObject({ id: idParam }),
  success: { status: 200, schema: dataOf(ProductResource) },
  refusals: [404],
  async handle(visit) {
    const found = await findProduct(visit.params.id);
    const [data] = found ? await presentProducts([found], readerOf(visit)) : [];
    if (!data) throw notFound('product');
    return { body: { data } };
  },
});

/** The fixed addresses stand before `/products/:id`, which would catch them. */
export const productDoors: Door[] = [listCategories, findOperator, listProducts, showProduct];

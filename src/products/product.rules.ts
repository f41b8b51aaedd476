import { invalid, type FieldProblem } from '../platform/errors.js';
import { rupiah, type Rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { customerTypes } from '../users/index.js';
import { ProductCategory } from './category.entity.js';
import { InputSchema } from './input-schema.entity.js';
import type { Product } from './product.entity.js';
import { costUnknown, priceBelowCost, unknownReference } from './product.errors.js';

type Facts = Pick<
  Product,
  | 'kind'
  | 'supplierSku'
  | 'inputSchemaId'
  | 'stock'
  | 'weightGrams'
  | 'cutOffStart'
  | 'cutOffEnd'
  | 'categoryId'
  | 'active'
  | 'costAmount'
  | 'name'
>;
type Prices = Pick<Product, 'costAmount' | 'retailPriceAmount' | 'resellerPriceAmount'>;

const needed: Record<Product['kind'], (keyof Facts)[]> = {
  digital: ['supplierSku'],
  physical: ['stock', 'weightGrams'],
};

const foreign: Record<Product['kind'], (keyof Facts)[]> = {
  digital: ['stock', 'weightGrams'],
  physical: ['supplierSku', 'inputSchemaId', 'cutOffStart', 'cutOffEnd'],
};

/** What does not fit the kind of product: goods are counted and weighed, digital ones bought from a supplier. */
function misfits(facts: Facts): FieldProblem[] {
  const missing = needed[facts.kind].filter((key) => facts[key] === null);
  const extra = foreign[facts.kind].filter((key) => facts[key] !== null);
  const halfOpen = (facts.cutOffStart === null) !== (facts.cutOffEnd === null);
  return [
    ...missing.map((path) => ({ path, code: 'required' })),
    ...extra.map((path) => ({ path, code: 'unfit_for_kind' })),
    ...(halfOpen
      ? [{ path: facts.cutOffStart === null ? 'cutOffStart' : 'cutOffEnd', code: 'required' }]
      : []),
  ];
}

/** @throws DomainError for fields that contradict the kind, point at nothing, or put a bill on sale. */
export async function assertSoundFacts(uow: UnitOfWork, facts: Facts): Promise<void> {
  const problems = misfits(facts);
  if (problems.length > 0) throw invalid(problems);
  if (facts.active && facts.costAmount === 0) throw costUnknown(facts.name);
  if (!(await uow.find(ProductCategory, { id: facts.categoryId }))) throw unknownReference('categoryId');
  const { inputSchemaId } = facts;
  if (inputSchemaId && !(await uow.find(InputSchema, { id: inputSchemaId })))
    throw unknownReference('inputSchemaId');
}

/** What the shop would lose with each piece, at the worse of the two prices; zero when it loses nothing. */
export function lossOf({ costAmount, retailPriceAmount, resellerPriceAmount }: Prices): Rupiah {
  const prices = [retailPriceAmount, resellerPriceAmount].filter((price) => price !== null);
  return rupiah(Math.max(0, ...prices.map((price) => costAmount - price)));
}

/** The loss guard. @throws DomainError `price_below_cost` (409) naming the tier. */
export function assertNoLoss(prices: Prices): void {
  for (const tier of customerTypes) {
    const price = tier === 'reseller' ? prices.resellerPriceAmount : prices.retailPriceAmount;
    if (price !== null && price < prices.costAmount) throw priceBelowCost(tier, price, prices.costAmount);
  }
}

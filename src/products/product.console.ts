import { isDuplicate } from '../platform/database.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { authorize, recordActivity } from '../staff/index.js';
import { forgetShelves } from './categories.js';
import { Product } from './product.entity.js';
import { codeTaken } from './product.errors.js';
import { CreateProduct, EditProduct } from './product.forms.js';
import { assertNoLoss, assertSoundFacts } from './product.rules.js';
import { lockVersion, saveChanges, type Changes } from './versioned.js';

function record(
  uow: UnitOfWork,
  action: string,
  subjectId: string,
  changes: Partial<Changes>,
  reason?: string,
) {
  return recordActivity(uow, { action, subjectType: 'product', subjectId, reason, ...changes });
}

async function insertProduct(uow: UnitOfWork, form: CreateProduct): Promise<Product> {
  const supplier = form.kind === 'digital' ? 'digiflazz' : null;
  const product = Object.assign(new Product(), form, {
    id: newId(),
    supplier,
    supplierActive: true,
    version: 1,
  });
  try {
    await uow.insert(Product, { ...product });
  } catch (error) {
    if (isDuplicate(error, 'products_sku')) throw codeTaken(form.sku);
    throw error;
  }
  return product;
}

/**
 * Puts a new product on a shelf; it comes with prices, so it takes the right to set prices as well.
 * @throws DomainError `code_taken`, `price_below_cost`, `cost_unknown` (409), `invalid_input` (422).
 */
export async function createProduct(uow: UnitOfWork, input: CreateProduct): Promise<Product> {
  authorize(uow.actor, 'products.write');
  authorize(uow.actor, 'products.price');
  const form = CreateProduct.parse(input);
  await assertSoundFacts(uow, form);
  assertNoLoss(form);
  const product = await insertProduct(uow, form);
  await record(uow, 'product.created', product.id, { after: { ...form } });
  uow.afterCommit(forgetShelves);
  return product;
}

/** Changes what is said about a product, never its prices or its stock. @throws DomainError `changed_meanwhile`. */
export async function editProduct(uow: UnitOfWork, input: EditProduct): Promise<Product> {
  authorize(uow.actor, 'products.write');
  const { productId, version, changes } = EditProduct.parse(input);
  const product = await lockVersion(uow, Product, productId, version);
  await assertSoundFacts(uow, Object.assign(new Product(), product, changes));
  const difference = await saveChanges(uow, Product, product, changes);
  if (difference) await record(uow, 'product.edited', product.id, difference);
  uow.afterCommit(forgetShelves);
  return product;
}

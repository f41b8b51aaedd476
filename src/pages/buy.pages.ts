import { DomainError, invalid, type FieldProblem } from '../platform/errors.js';
import {
  findProduct,
  inputSchemaById,
  readInputs,
  shelfCalled,
  type ProductResource,
} from '../products/index.js';
import { guestPieces, placeSchema } from '../transactions/index.js';
import { mostPieces } from './cart.js';
import {
  formOf,
  freshForm,
  isMendable,
  parseForm,
  refusedForm,
  textOf,
  under,
  type Fields,
  type FormState,
} from './form.js';
import { inputControls } from './input-controls.js';
import { keyAfter, newFormKey } from './once.js';
import { seeOther, type PageVisit } from './page.js';
import { contactIn, placeOrder } from './place-order.js';
import { isForOneOperator, productFor } from './product.pages.js';
import { render } from './render.js';
import { markedWay, paymentIn, waysToPay } from './ways-to-pay.js';

async function showForm(
  visit: PageVisit,
  product: ProductResource,
  form: FormState,
  key: string,
  status = 200,
) {
  const offered = product.available && product.kind === 'digital';
  const groups = offered ? await waysToPay(visit, product.total_amount) : [];
  const byOperator = isForOneOperator(await shelfCalled(product.category.code));
  render(
    visit,
    'products/product',
    {
      product,
      mostPieces: visit.visitor ? mostPieces : guestPieces.perLine,
      controls: inputControls(product.input_schema?.fields ?? []),
      byOperator,
      groups,
      marked: markedWay(groups, form.values['payment']),
      form,
      key,
    },
    status,
  );
}

/** A number typed on the category page comes along. */
const broughtAlong = ({ req }: PageVisit): Fields => {
  const phone = textOf(req.query['phone'], 24);
  return phone ? { 'inputs.phone': phone } : {};
};

export async function showProduct(visit: PageVisit): Promise<void> {
  const product = await productFor(visit, textOf(visit.req.params['id'], 26));
  await showForm(visit, product, freshForm(broughtAlong(visit)), newFormKey());
}

const orderIn = (visit: PageVisit, productId: string, form: Fields) => ({
  type: 'PPOB',
  product_id: productId,
  inputs: under(form, 'inputs', { keepEmpty: false }),
  payment: paymentIn(form['payment']),
  ...contactIn(visit, form),
});

const problemsOf = async (check: () => unknown): Promise<FieldProblem[]> => {
  try {
    await check();
    return [];
  } catch (error) {
    if (error instanceof DomainError && error.fields) return error.fields;
    throw error;
  }
};

async function checkInputs(productId: string, inputs: Fields): Promise<void> {
  const schemaId = (await findProduct(productId))?.product.inputSchemaId;
  readInputs(schemaId ? await inputSchemaById(schemaId) : null, inputs);
}

/** All that is wrong at once, so that nobody mends a form twice. */
async function checkWhole(wish: ReturnType<typeof orderIn>): Promise<void> {
  const problems = [
    ...(await problemsOf(() => checkInputs(wish.product_id, wish.inputs))),
    ...(await problemsOf(() => parseForm(placeSchema, wish))),
  ];
  if (problems.length > 0) throw invalid(problems);
}

/** Orders a digital product; what a person can mend comes back in the form, with what they typed. */
export async function orderProduct(visit: PageVisit): Promise<void> {
  const product = await productFor(visit, textOf(visit.req.params['id'], 26));
  const form = formOf(visit.req);
  const wish = orderIn(visit, product.id, form);
  try {
    await checkWhole(wish);
    const id = await placeOrder(visit, form, wish, () => Promise.resolve(product.total_amount));
    seeOther(visit, `/orders/${id}`);
  } catch (error) {
    if (!isMendable(error)) throw error;
    const key = keyAfter(error, form);
    await showForm(visit, product, refusedForm(error, form, visit.locale), key, error.status);
  }
}

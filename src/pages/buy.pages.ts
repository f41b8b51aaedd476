import { DomainError, invalid, type FieldProblem } from '../platform/errors.js';
import {
  findProduct,
  inputSchemaById,
  readInputs,
  shelfCalled,
  type ProductResource,
} from '../products/index.js';
import { guestPieces, placeSchema, quoteCart, type QuotedCart } from '../transactions/index.js';
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
import { codeIn, codeWish, isCodeRefusal, isPreview, priceView } from './price-view.js';
import { isForOneOperator, productFor } from './product.pages.js';
import { render } from './render.js';
import { markedWay, paymentIn, waysToPay } from './ways-to-pay.js';

const isOrderedHere = ({ available, kind }: ProductResource): boolean => available && kind === 'digital';

const quoteOne = (visit: PageVisit, { id }: ProductResource, form: Fields): Promise<QuotedCart> =>
  quoteCart(visit.actor, [{ productId: id, quantity: 1 }], codeWish(visit, form));

/** What one piece costs this visitor, and why; discounts know customers only, so guests see the price as it is. */
async function priceOf(visit: PageVisit, product: ProductResource, quote: QuotedCart | null) {
  const asIs = { beforeAmount: product.total_amount, totalAmount: product.total_amount, discounts: [] };
  if (!visit.visitor || !product.available) return asIs;
  return priceView(quote ?? (await quoteOne(visit, product, {})), visit.locale);
}

interface Shown {
  form: FormState;
  key: string;
  /** What was found for the code in the form; without it, the price without a code. */
  quote?: QuotedCart | null;
}

async function showForm(
  visit: PageVisit,
  product: ProductResource,
  { form, key, quote = null }: Shown,
  status = 200,
) {
  const price = await priceOf(visit, product, quote);
  const groups = isOrderedHere(product) ? await waysToPay(visit, price.totalAmount) : [];
  const byOperator = isForOneOperator(await shelfCalled(product.category.code));
  render(
    visit,
    'products/product',
    {
      product,
      price,
      isApplied: quote !== null,
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
  await showForm(visit, product, { form: freshForm(broughtAlong(visit)), key: newFormKey() });
}

const orderIn = (visit: PageVisit, productId: string, form: Fields) => ({
  type: 'PPOB',
  product_id: productId,
  inputs: under(form, 'inputs', { keepEmpty: false }),
  payment: paymentIn(form['payment']),
  ...(codeIn(form) === undefined ? {} : { voucher_code: codeIn(form) }),
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

/** Shows what a code would take off, with all that was typed so far; orders nothing. */
async function preview(visit: PageVisit, product: ProductResource, form: Fields): Promise<void> {
  const quote = await quoteOne(visit, product, form);
  await showForm(visit, product, { form: freshForm(form), key: textOf(form['key'], 120), quote });
}

/** Orders a digital product; what a person can mend comes back in the form, with what they typed. */
export async function orderProduct(visit: PageVisit): Promise<void> {
  const product = await productFor(visit, textOf(visit.req.params['id'], 26));
  const form = formOf(visit.req);
  const wish = orderIn(visit, product.id, form);
  const amountNow = async () => (await quoteOne(visit, product, form)).totalAmount;
  try {
    if (isPreview(form)) return await preview(visit, product, form);
    await checkWhole(wish);
    const id = await placeOrder(visit, form, wish, amountNow);
    seeOther(visit, `/orders/${id}`);
  } catch (error) {
    if (!isMendable(error)) throw error;
    const quote = codeIn(form) && !isCodeRefusal(error) ? await quoteOne(visit, product, form) : null;
    const shown = { form: refusedForm(error, form, visit.locale), key: keyAfter(error, form), quote };
    await showForm(visit, product, shown, error.status);
  }
}

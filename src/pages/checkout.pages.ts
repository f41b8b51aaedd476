import { courierNamed, quoteSale, type Courier, type Quote } from '../transactions/index.js';
import { nationalPhone, userById } from '../users/index.js';
import { cartOf, keepCart, type CartLine } from './cart.js';
import { showCart } from './cart.pages.js';
import { codeIn, isCodeRefusal, isPreview, priceView } from './price-view.js';
import {
  formOf,
  freshForm,
  isMendable,
  refusedForm,
  textOf,
  under,
  type Fields,
  type FormState,
} from './form.js';
import { keyAfter, newFormKey } from './once.js';
import { seeOther, type PageVisit } from './page.js';
import { contactIn, placeOrder } from './place-order.js';
import { render } from './render.js';
import { markedWay, paymentIn, waysToPay } from './ways-to-pay.js';

const orderIn = (visit: PageVisit, lines: CartLine[], courier: string, form: Fields) => ({
  type: 'PURCHASE' as const,
  lines: lines.map(({ productId, quantity }) => ({ product_id: productId, quantity })),
  shipping: {
    recipient_name: '',
    phone: '',
    address: '',
    city: '',
    postal_code: '',
    ...under(form, 'shipping', { keepEmpty: false }),
    courier,
  },
  payment: paymentIn(form['payment']),
  ...(codeIn(form) === undefined ? {} : { voucher_code: codeIn(form) }),
  ...contactIn(visit, form),
});

/** Totals depend on the cart, the courier and a voucher's code alone, so they are known before the address is. */
const quoteFor = (
  visit: PageVisit,
  lines: CartLine[],
  { code }: Courier,
  { voucher_code: typed = '' }: Fields = {},
): Promise<Quote> => {
  const order = orderIn(visit, lines, code, { voucher_code: typed });
  return quoteSale(visit.actor, { ...order, payment: { gateway: 'tripay', method: '' } }, visit.ip);
};

async function showForm(
  visit: PageVisit,
  courier: Courier,
  { quote, form, key }: { quote: Quote; form: FormState; key: string },
  status = 200,
) {
  const groups = await waysToPay(visit, quote.totalAmount);
  const marked = markedWay(groups, form.values['payment']);
  const price = await priceView(quote, visit.locale);
  const isApplied = quote.discounted.code !== null;
  const page = { courier, quote, price, isApplied, form, key, groups, marked };
  render(visit, 'transactions/checkout', page, status);
}

/** An address form that knows the customer needs fewer keystrokes. */
async function knownFields({ visitor }: PageVisit): Promise<Fields> {
  const user = visitor ? await userById(visitor.id) : null;
  if (!user) return {};
  return {
    'shipping.recipient_name': user.name,
    ...(user.phone ? { 'shipping.phone': nationalPhone(user.phone) } : {}),
  };
}

/** A cart that cannot be ordered as it is shows why, at the cart. */
async function orCart<T>(visit: PageVisit, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (!isMendable(error)) throw error;
    await showCart(visit, refusedForm(error, {}, visit.locale), error.status);
    return null;
  }
}

export async function showCheckout(visit: PageVisit): Promise<void> {
  const lines = cartOf(visit.req);
  const courier = courierNamed(textOf(visit.req.query['courier'], 24));
  if (lines.length === 0 || !courier) return seeOther(visit, '/cart');
  const quote = await orCart(visit, () => quoteFor(visit, lines, courier));
  const form = freshForm(await knownFields(visit));
  if (quote) await showForm(visit, courier, { quote, form, key: newFormKey() });
}

/** Orders the cart; what a person can mend comes back in the form, with what they typed. */
export async function orderCart(visit: PageVisit): Promise<void> {
  const form = formOf(visit.req);
  const lines = cartOf(visit.req);
  const courier = courierNamed(textOf(form['courier'], 24));
  if (lines.length === 0 || !courier) return seeOther(visit, '/cart');
  const quoteNow = () => quoteFor(visit, lines, courier, form);
  try {
    if (isPreview(form)) {
      const shown = { quote: await quoteNow(), form: freshForm(form), key: textOf(form['key'], 120) };
      return await showForm(visit, courier, shown);
    }
    const wish = orderIn(visit, lines, courier.code, form);
    const id = await placeOrder(visit, form, wish, async () => (await quoteNow()).totalAmount);
    keepCart(visit.res, []);
    seeOther(visit, `/orders/${id}`);
  } catch (error) {
    if (!isMendable(error)) throw error;
    const key = keyAfter(error, form);
    const quote = await orCart(visit, () =>
      isCodeRefusal(error) ? quoteFor(visit, lines, courier) : quoteNow(),
    );
    const refused = refusedForm(error, form, visit.locale);
    if (quote) await showForm(visit, courier, { quote, form: refused, key }, error.status);
  }
}

import { courierNamed, quoteSale, type Courier, type Quote } from '../transactions/index.js';
import { nationalPhone, userById } from '../users/index.js';
import { cartOf, keepCart, type CartLine } from './cart.js';
import { showCart } from './cart.pages.js';
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
  ...contactIn(visit, form),
});

/** Totals depend on the cart and the courier alone, so they are known before the address is. */
const quoteFor = (visit: PageVisit, lines: CartLine[], { code }: Courier): Promise<Quote> =>
  quoteSale(visit.actor, { ...orderIn(visit, lines, code, {}), payment: { gateway: 'tripay', method: '' } });

async function showForm(
  visit: PageVisit,
  courier: Courier,
  { quote, form, key }: { quote: Quote; form: FormState; key: string },
  status = 200,
) {
  const groups = await waysToPay(visit, quote.totalAmount);
  const marked = markedWay(groups, form.values['payment']);
  render(visit, 'transactions/checkout', { courier, quote, form, key, groups, marked }, status);
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
  try {
    const id = await placeOrder(visit, form, orderIn(visit, lines, courier.code, form), async () => {
      const quote = await quoteFor(visit, lines, courier);
      return quote.totalAmount;
    });
    keepCart(visit.res, []);
    seeOther(visit, `/orders/${id}`);
  } catch (error) {
    if (!isMendable(error)) throw error;
    const key = keyAfter(error, form);
    const quote = await orCart(visit, () => quoteFor(visit, lines, courier));
    const refused = refusedForm(error, form, visit.locale);
    if (quote) await showForm(visit, courier, { quote, form: refused, key }, error.status);
  }
}

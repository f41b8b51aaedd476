import { sum, times } from '../platform/money.js';
import { findProduct } from '../products/index.js';
import { couriers, guestPieces, shippingCost } from '../transactions/index.js';
import { cartOf, keepCart, piecesOf, withQuantity, type CartLine } from './cart.js';
import { formOf, textOf, type FormState } from './form.js';
import { seeOther, type PageVisit } from './page.js';
import { productFor } from './product.pages.js';
import { render } from './render.js';

interface ShownLine extends CartLine {
  name: string;
  unitAmount: number;
  totalAmount: number;
  stock: number | null;
  weightGrams: number;
  /** Whether so many pieces can be had now. */
  fits: boolean;
}

async function shownLine(visit: PageVisit, line: CartLine): Promise<ShownLine[]> {
  const found = await findProduct(line.productId);
  if (!found) return [];
  const { name, price_amount, admin_fee_amount, stock, available } = await productFor(visit, line.productId);
  const unitAmount = sum([price_amount, admin_fee_amount]);
  return [
    {
      ...line,
      name,
      unitAmount,
      totalAmount: times(unitAmount, line.quantity),
      stock,
      weightGrams: found.product.weightGrams ?? 0,
      fits: available && (stock === null || stock >= line.quantity),
    },
  ];
}

const courierPrices = (lines: ShownLine[]) => {
  const weightGrams = lines.reduce((total, line) => total + line.weightGrams * line.quantity, 0);
  return couriers.map((courier) => ({
    code: courier.code,
    name: courier.name,
    amount: shippingCost(courier, weightGrams),
  }));
};

/** What the cart is more than a visitor without an account may order; a customer may order everything in it. */
function beyondGuests({ visitor }: PageVisit, lines: ShownLine[]) {
  const pieces = lines.reduce((total, { quantity }) => total + quantity, 0);
  return {
    isOrder: !visitor && pieces > guestPieces.perOrder,
    isLine: ({ quantity }: CartLine) => !visitor && quantity > guestPieces.perLine,
  };
}

/** The cart with today's prices and what each courier would take; `refusal` is why it could not be ordered. */
export async function showCart(
  visit: PageVisit,
  refusal: FormState | null = null,
  status = 200,
): Promise<void> {
  const lines = (await Promise.all(cartOf(visit.req).map((line) => shownLine(visit, line)))).flat();
  const beyond = beyondGuests(visit, lines);
  const isTooMuch = beyond.isOrder || lines.some(beyond.isLine);
  render(
    visit,
    'transactions/cart',
    {
      lines: lines.map((line) => ({ ...line, isTooMuch: beyond.isLine(line) })),
      isTooMuch,
      guestPieces,
      couriers: courierPrices(lines),
      goodsAmount: sum(lines.map((line) => line.totalAmount)),
      orderable: lines.length > 0 && !isTooMuch && lines.every((line) => line.fits),
      refusal,
    },
    status,
  );
}

/** Puts pieces of a physical product into the cart, beside those that lie there. */
export async function addToCart(visit: PageVisit): Promise<void> {
  const form = formOf(visit.req);
  const product = await productFor(visit, textOf(form['product_id'], 26));
  const lines = cartOf(visit.req);
  const before = lines.find((line) => line.productId === product.id)?.quantity ?? 0;
  const pieces = piecesOf(form['quantity'] ?? '1') ?? 1;
  if (product.kind === 'physical') keepCart(visit.res, withQuantity(lines, product.id, before + pieces));
  seeOther(visit, product.kind === 'physical' ? '/cart' : `/products/${product.id}`);
}

/** Changes how many pieces of a product lie in the cart; none takes it out. */
export function changeCart(visit: PageVisit): void {
  const { quantity = '' } = formOf(visit.req);
  const lines = cartOf(visit.req);
  const id = textOf(visit.req.params['id'], 26);
  const pieces = piecesOf(quantity);
  if (pieces !== null && lines.some((line) => line.productId === id))
    keepCart(visit.res, withQuantity(lines, id, pieces));
  seeOther(visit, '/cart');
}

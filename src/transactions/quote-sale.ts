import type { Actor } from '../platform/actor.js';
import { rupiah, sum, type Rupiah } from '../platform/money.js';
import { inputSchemaById, quoteLines, readInputs, type QuotedLine } from '../products/index.js';
import { assertFewPieces } from './guest-limits.js';
import { discountLines, type Discounted } from './discount-lines.js';
import { courierNamed, shippingCost } from './shipping-rates.js';
import { notDigital, notPhysical, totalTooLarge, unknownCourier } from './transaction.errors.js';
import type { PlaceOrder } from './transaction.schema.js';

/** What a sale would cost now, from stored data only. Amounts in rupiah. */
export interface Quote {
  customerType: 'retail' | 'reseller';
  lines: QuotedLine[];
  inputs: Record<string, string> | null;
  inputSchemaId: string | null;
  customerNo: string | null;
  goodsAmount: Rupiah;
  /** What is off the goods, and why. */
  discounted: Discounted;
  discountAmount: Rupiah;
  adminFeeAmount: Rupiah;
  shippingAmount: Rupiah;
  totalAmount: Rupiah;
}

/** No sale of a small shop is larger; a bigger figure is a mistake or an attack. */
const largestTotal = rupiah(2_000_000_000);

export const customerTypeOf = (actor: Actor) => (actor.kind === 'customer' ? actor.customerType : 'retail');

async function digitalParts(order: Extract<PlaceOrder, { type: 'PPOB' }>, lines: QuotedLine[]) {
  const product = lines[0]?.product;
  if (product?.kind !== 'digital') throw notDigital();
  const schema = product.inputSchemaId ? await inputSchemaById(product.inputSchemaId) : null;
  const { inputs, customerNo } = readInputs(schema, order.inputs);
  return { inputs, customerNo, inputSchemaId: product.inputSchemaId, shippingAmount: rupiah(0) };
}

function physicalParts(order: Extract<PlaceOrder, { type: 'PURCHASE' }>, lines: QuotedLine[]) {
  const stranger = lines.findIndex(({ product }) => product.kind !== 'physical');
  if (stranger >= 0) throw notPhysical(stranger);
  const courier = courierNamed(order.shipping.courier);
  if (!courier) throw unknownCourier();
  return {
    inputs: null,
    customerNo: null,
    inputSchemaId: null,
    shippingAmount: shippingCost(courier, weightOf(lines)),
  };
}

/** Grams of a whole order. */
export const weightOf = (lines: Pick<QuotedLine, 'product' | 'quantity'>[]): number =>
  lines.reduce((total, { product, quantity }) => total + (product.weightGrams ?? 0) * quantity, 0);

const wantedLines = (order: PlaceOrder) =>
  order.type === 'PPOB'
    ? [{ productId: order.product_id, quantity: 1 }]
    : order.lines.map((line) => ({ productId: line.product_id, quantity: line.quantity }));

/**
 * Prices a sale for the customer at hand.
 * @throws DomainError when a product, an input, a number of pieces or a courier does not fit, or a code does not help:
 *   `voucher_needs_account`, `voucher_not_usable` (422), and `too_many_requests` (429) to whoever tries many.
 */
export async function quoteSale(actor: Actor, order: PlaceOrder, ip?: string): Promise<Quote> {
  assertFewPieces(actor, order);
  const customerType = customerTypeOf(actor);
  const lines = await quoteLines(customerType, wantedLines(order));
  const parts = order.type === 'PPOB' ? await digitalParts(order, lines) : physicalParts(order, lines);
  const goodsAmount = sum(lines.map((line) => line.totalAmount));
  const adminFeeAmount = sum(lines.map((line) => line.adminFeeAmount));
  if (sum([goodsAmount, adminFeeAmount, parts.shippingAmount]) > largestTotal) throw totalTooLarge();
  const code = order.voucher_code;
  const discounted = await discountLines(actor, lines, code === undefined ? undefined : { code, ip });
  const { discountAmount } = discounted;
  const totalAmount = sum([goodsAmount - discountAmount, adminFeeAmount, parts.shippingAmount]);
  return {
    customerType,
    lines,
    ...parts,
    goodsAmount,
    discounted,
    discountAmount,
    adminFeeAmount,
    totalAmount,
  };
}

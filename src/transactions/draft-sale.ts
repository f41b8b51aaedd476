import type { Actor } from '../platform/actor.js';
import type { Locale } from '../platform/i18n.js';
import type { IdempotentRequest, StoredAnswer } from '../platform/idempotency.js';
import { newId } from '../platform/ids.js';
import { jakartaDate } from '../platform/jakarta.js';
import { sum } from '../platform/money.js';
import type { Payment } from '../payments/index.js';
import type { Contact } from '../platform/actor.js';
import { isGuest } from './guest-limits.js';
import type { Quote } from './quote-sale.js';
import { Transaction, TransactionLine, type TransactionDiscount } from './transaction.entity.js';
import { newTransactionNumber } from './transaction-number.js';
import type { PlaceOrder } from './transaction.schema.js';

/** How long a customer may take to pay. */
const payWithinMs = 60 * 60_000;
/** Guests leave nobody to blame, and their unpaid goods are missing on the shelf. */
const guestPaysForGoodsWithinMs = 15 * 60_000;

const patienceMs = ({ actor, order }: Pick<Placement, 'actor' | 'order'>): number =>
  isGuest(actor) && order.type === 'PURCHASE' ? guestPaysForGoodsWithinMs : payWithinMs;

export interface Placement {
  order: PlaceOrder;
  actor: Actor;
  locale: Locale;
  idempotency: IdempotentRequest;
  /** Where the request came from, where that is known. */
  ip?: string;
  /** The answer to the request, for sales that are done when they are written: it is kept with them. */
  answer?: (sale: PlacedSale) => StoredAnswer;
}

export interface PlacedSale {
  transaction: Transaction;
  lines: TransactionLine[];
  discounts: TransactionDiscount[];
  payment: Payment;
}

/** An order with its price and with whom its receipt goes to. */
export interface SaleDraft {
  placement: Placement;
  quote: Quote;
  contact: Contact;
}

function rowOf({ placement, quote, contact }: SaleDraft, now: Date): Transaction {
  const { actor, order, locale } = placement;
  return Object.assign(new Transaction(), {
    id: newId(),
    number: newTransactionNumber(now),
    type: order.type,
    status: 'AWAITING_PAYMENT',
    userId: actor.kind === 'customer' ? actor.id : null,
    walletId: null,
    customerType: quote.customerType,
    contactName: contact.name,
    contactEmail: contact.email,
    contactPhone: contact.phone,
    locale,
    inputs: quote.inputs,
    inputSchemaId: quote.inputSchemaId,
    customerNo: quote.customerNo,
    shipping: order.type === 'PURCHASE' ? order.shipping : null,
    goodsAmount: quote.goodsAmount,
    discountAmount: quote.discountAmount,
    adminFeeAmount: quote.adminFeeAmount,
    shippingAmount: quote.shippingAmount,
    totalAmount: quote.totalAmount,
    costAmount: sum(quote.lines.map((line) => line.costAmount)),
    currency: 'IDR',
    wibDate: jakartaDate(now),
    expiresAt: new Date(now.getTime() + patienceMs(placement)),
    paidAt: null,
    finishedAt: null,
    failureCode: null,
    createdAt: now,
    updatedAt: now,
  } satisfies Partial<Transaction>);
}

function lineRows(transactionId: string, quote: Quote, now: Date): TransactionLine[] {
  return quote.lines.map((line, position) =>
    Object.assign(new TransactionLine(), {
      id: newId(),
      transactionId,
      position,
      productId: line.product.id,
      sku: line.product.sku,
      name: line.product.name,
      quantity: line.quantity,
      unitAmount: line.unitAmount,
      totalAmount: line.totalAmount,
      discountAmount: quote.discounted.lines[position]?.discountAmount ?? 0,
      costAmount: line.costAmount,
      priceExplanation: line.explanation,
      supplier: line.product.supplier,
      supplierSku: line.product.supplierSku,
      needsSerialNumber: line.product.needsSerialNumber,
      weightGrams: line.product.weightGrams ?? 0,
      createdAt: now,
    }),
  );
}

/** A sale and its lines as they will be stored, waiting for their payment. */
export function draftSale(
  draft: SaleDraft,
  now: Date,
): { transaction: Transaction; lines: TransactionLine[] } {
  const transaction = rowOf(draft, now);
  return { transaction, lines: lineRows(transaction.id, draft.quote, now) };
}

/** A line with a discount is one item at its own price, because no price of a piece would always add up to it. */
function itemOf({ sku, name, quantity, unitAmount, totalAmount, discountAmount }: TransactionLine) {
  if (discountAmount === 0) return { sku, name, price: unitAmount, quantity };
  const label = quantity === 1 ? name : `${quantity} × ${name}`;
  return { sku, name: label, price: totalAmount - discountAmount, quantity: 1 };
}

/** What the gateway is told: items whose prices add up to the order amount. */
export function itemsFor(transaction: Transaction, lines: TransactionLine[]) {
  const goods = lines.map(itemOf);
  const extra = [
    { sku: 'ADMIN', name: 'Biaya admin', price: transaction.adminFeeAmount, quantity: 1 },
    { sku: 'ONGKIR', name: 'Ongkos kirim', price: transaction.shippingAmount, quantity: 1 },
  ];
  return [...goods, ...extra.filter((item) => item.price > 0)];
}

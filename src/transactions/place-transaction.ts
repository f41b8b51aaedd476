import type { Actor, Contact } from '../platform/actor.js';
import { claimKey, type IdempotentRequest } from '../platform/idempotency.js';
import type { Locale } from '../platform/i18n.js';
import { newId } from '../platform/ids.js';
import { jakartaDate } from '../platform/jakarta.js';
import { sum } from '../platform/money.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { openPayment, quoteChannel, requestPayment, type Channel, type Payment } from '../payments/index.js';
import { reserveStock } from '../products/index.js';
import { contactOfUser } from '../users/index.js';
import { beginTransaction } from './move-transaction.js';
import { assertFewUnpaid, isGuest } from './guest-limits.js';
import { quoteSale, type Quote } from './quote-sale.js';
import { contactRequired } from './transaction.errors.js';
import { Transaction, TransactionLine } from './transaction.entity.js';
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
}

export interface PlacedSale {
  transaction: Transaction;
  lines: TransactionLine[];
  payment: Payment;
}

/** Where the receipt goes: to the contact that the order names, else to the customer's own. */
async function contactOf(order: PlaceOrder, actor: Actor): Promise<Contact> {
  if (order.contact) return order.contact;
  const contact = actor.kind === 'customer' ? (actor.contact ?? (await contactOfUser(actor.id))) : null;
  if (!contact) throw contactRequired();
  return contact;
}

function rowOf(placement: Placement, quote: Quote, contact: Contact, now: Date): Transaction {
  const { actor, order, locale } = placement;
  return Object.assign(new Transaction(), {
    id: newId(),
    number: newTransactionNumber(now),
    type: order.type,
    status: 'AWAITING_PAYMENT',
    userId: actor.kind === 'customer' ? actor.id : null,
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

/** What the gateway is told: items whose prices add up to the order amount. */
function itemsFor(transaction: Transaction, lines: TransactionLine[]) {
  const goods = lines.map(({ sku, name, unitAmount, quantity }) => ({
    sku,
    name,
    price: unitAmount,
    quantity,
  }));
  const extra = [
    { sku: 'ADMIN', name: 'Biaya admin', price: transaction.adminFeeAmount, quantity: 1 },
    { sku: 'ONGKIR', name: 'Ongkos kirim', price: transaction.shippingAmount, quantity: 1 },
  ];
  return [...goods, ...extra.filter((item) => item.price > 0)];
}

interface Draft {
  quote: Quote;
  channel: Channel;
  contact: Contact;
}

async function record(uow: UnitOfWork, placement: Placement, { quote, channel, contact }: Draft) {
  const transaction = rowOf(placement, quote, contact, uow.now);
  const lines = lineRows(transaction.id, quote, uow.now);
  claimKey(uow, placement.idempotency, transaction.id);
  await reserveStock(uow, quote.lines);
  uow.add(Transaction, transaction);
  uow.add(TransactionLine, lines);
  beginTransaction(uow, transaction);
  const payment = await openPayment(uow, {
    transactionId: transaction.id,
    payerId: transaction.userId,
    channel,
    orderAmount: transaction.totalAmount,
    expiresAt: transaction.expiresAt,
    customer: {
      name: transaction.contactName,
      email: transaction.contactEmail ?? '',
      phone: transaction.contactPhone ?? '',
    },
    items: itemsFor(transaction, lines),
    returnUrl: `/orders/${transaction.id}`,
  });
  return { transaction, lines, payment };
}

/**
 * Takes an order: prices and totals from stored data, stock reserved, the payment row committed before the gateway
 * hears of it. An unknown answer of the gateway leaves the payment open; a sweep finds out.
 * @throws KeyTaken on a repeat; DomainError `invalid_input`, `out_of_stock`, `product_unavailable`, `channel_unavailable`,
 *   `guest_pieces_limit`, `guest_orders_limit`.
 */
export async function placeTransaction(placement: Placement): Promise<PlacedSale> {
  const { actor, order } = placement;
  const contact = await contactOf(order, actor);
  await assertFewUnpaid(actor, order, contact.phone);
  const quote = await quoteSale(actor, order);
  const channel = await quoteChannel(order.payment.gateway, order.payment.method, quote.totalAmount);
  const placed = await inTransaction(actor, (uow) => record(uow, placement, { quote, channel, contact }));
  return { ...placed, payment: await requestPayment(placed.payment) };
}

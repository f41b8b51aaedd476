import type { Actor, Contact } from '../platform/actor.js';
import { claimKey } from '../platform/idempotency.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { openPayment, quoteChannel, requestPayment, type Channel } from '../payments/index.js';
import { reserveStock } from '../products/index.js';
import { contactOfUser } from '../users/index.js';
import { buyFromWallet } from './buy-from-wallet.js';
import { draftSale, itemsFor, type PlacedSale, type Placement, type SaleDraft } from './draft-sale.js';
import { assertFewUnpaid } from './guest-limits.js';
import { beginTransaction } from './move-transaction.js';
import { quoteSale } from './quote-sale.js';
import { noteTakenMeanwhile, recordDiscounts, reserveDiscounts } from './sale-discounts.js';
import { contactRequired } from './transaction.errors.js';
import { Transaction, TransactionLine } from './transaction.entity.js';
import type { PlaceOrder } from './transaction.schema.js';

/** Where the receipt goes: to the contact that the order names, else to the customer's own. */
async function contactOf(order: PlaceOrder, actor: Actor): Promise<Contact> {
  if (order.contact) return order.contact;
  const contact = actor.kind === 'customer' ? (actor.contact ?? (await contactOfUser(actor.id))) : null;
  if (!contact) throw contactRequired();
  return contact;
}

async function record(uow: UnitOfWork, draft: SaleDraft, channel: Channel) {
  const { transaction, lines } = draftSale(draft, uow.now);
  claimKey(uow, draft.placement.idempotency, transaction.id);
  await reserveStock(uow, draft.quote.lines);
  uow.add(Transaction, transaction);
  uow.add(TransactionLine, lines);
  const discounts = recordDiscounts(uow, transaction, draft.quote.discounted);
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
  await reserveDiscounts(uow, transaction, draft.quote.discounted);
  return { transaction, lines, discounts, payment };
}

async function placeAtGateway(draft: SaleDraft, gateway: string, method: string): Promise<PlacedSale> {
  const channel = await quoteChannel(gateway, method, draft.quote.totalAmount);
  const placed = await inTransaction(draft.placement.actor, (uow) => record(uow, draft, channel));
  return { ...placed, payment: await requestPayment(placed.payment) };
}

function placeDraft(draft: SaleDraft): Promise<PlacedSale> {
  const { payment } = draft.placement.order;
  return payment.gateway === 'wallet'
    ? buyFromWallet(draft, payment.wallet_id)
    : placeAtGateway(draft, payment.gateway, payment.method);
}

/**
 * Takes an order: prices and totals from stored data, stock reserved, the payment row committed before the gateway
 * hears of it. An unknown answer of the gateway leaves the payment open; a sweep finds out. An order from a wallet is
 * paid when this returns.
 * @throws KeyTaken on a repeat; DomainError `invalid_input`, `out_of_stock`, `product_unavailable`, `channel_unavailable`,
 *   `voucher_not_usable`, `voucher_needs_account`, `guest_pieces_limit`, `guest_orders_limit`, and what `buyFromWallet` refuses.
 */
export async function placeTransaction(placement: Placement): Promise<PlacedSale> {
  const { actor, order, ip } = placement;
  const contact = await contactOf(order, actor);
  await assertFewUnpaid(actor, order, contact.phone);
  const draft = { placement, contact, quote: await quoteSale(actor, order, ip) };
  try {
    return await placeDraft(draft);
  } catch (error) {
    await noteTakenMeanwhile(draft.quote.discounted, error);
    throw error;
  }
}

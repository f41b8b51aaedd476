import { config } from '../platform/config.js';
import { claimKey } from '../platform/idempotency.js';
import { translate } from '../platform/i18n.js';
import { inTransaction, type UnitOfWork } from '../platform/unit-of-work.js';
import { accounts, credit, debit, post } from '../ledger/index.js';
import { openPayment, quoteChannel, requestPayment, type Channel } from '../payments/index.js';
import type { Contact } from '../platform/actor.js';
import {
  announceWallet,
  assertRoom,
  fillableWallet,
  receivingWallet,
  walletAccount,
} from '../wallets/index.js';
import type { PlacedSale } from './draft-sale.js';
import { beginTransaction, moveTransaction } from './move-transaction.js';
import { openTopUps } from './open-top-ups.js';
import { amountTooSmall } from './transaction.errors.js';
import { Transaction } from './transaction.entity.js';
import { contactOfCustomer, walletTransaction, type WalletOrder } from './wallet-transaction.js';

/** How long a customer may take to pay. */
const payWithinMs = 60 * 60_000;

export interface TopUpOrder extends WalletOrder {
  payment: { gateway: string; method: string };
}

async function record(uow: UnitOfWork, wish: TopUpOrder, parts: { channel: Channel; contact: Contact }) {
  const expiresAt = new Date(uow.now.getTime() + payWithinMs);
  const transaction = walletTransaction(wish, parts.contact, {
    type: 'TOPUP',
    status: 'AWAITING_PAYMENT',
    expiresAt,
    now: uow.now,
  });
  claimKey(uow, wish.idempotency, transaction.id);
  await fillableWallet(uow, wish.walletId, wish.actor.id);
  await assertRoom(uow, wish.actor.id, wish.amount + (await openTopUps(uow, wish.actor.id)));
  uow.add(Transaction, transaction);
  beginTransaction(uow, transaction);
  const payment = await openPayment(uow, {
    transactionId: transaction.id,
    payerId: wish.actor.id,
    channel: parts.channel,
    orderAmount: wish.amount,
    expiresAt,
    customer: {
      name: transaction.contactName,
      email: transaction.contactEmail ?? '',
      phone: transaction.contactPhone ?? '',
    },
    items: [
      { sku: 'TOPUP', name: translate(wish.locale, 'wallet.topup_item'), price: wish.amount, quantity: 1 },
    ],
    returnUrl: `/orders/${transaction.id}`,
  });
  return { transaction, lines: [], discounts: [], payment };
}

/**
 * Asks a gateway to collect money for a wallet. The limit on balances is checked now, with all that is still to be
 * paid; money that is paid is always credited.
 * @throws KeyTaken on a repeat; DomainError `invalid_input` for too small an amount, `channel_unavailable`,
 *   `amount_outside_channel` (422), `not_found`, `wallet_closed`, `wallet_balance_limit` (409).
 */
export async function topUp(wish: TopUpOrder): Promise<PlacedSale> {
  if (wish.amount < config.TOPUP_MIN_AMOUNT) throw amountTooSmall(config.TOPUP_MIN_AMOUNT);
  const contact = await contactOfCustomer(wish.actor);
  const channel = await quoteChannel(wish.payment.gateway, wish.payment.method, wish.amount);
  const placed = await inTransaction(wish.actor, (uow) => record(uow, wish, { channel, contact }));
  return { ...placed, payment: await requestPayment(placed.payment) };
}

/** The money of a top-up is in: it moves on from the paid orders to the wallet, and nothing is left to deliver. */
export async function creditTopUp(uow: UnitOfWork, topUp: Transaction): Promise<void> {
  const { id, userId, walletId, totalAmount } = topUp;
  if (userId === null) throw new Error(`Top-up ${id} has no owner.`);
  const wallet = await receivingWallet(uow, userId, walletId);
  await moveTransaction(uow, topUp, 'pay', { set: { paidAt: uow.now } });
  await post(uow, {
    kind: 'wallet.topup',
    reference: `transaction:${id}:topup`,
    transactionId: id,
    entries: [debit(accounts.orderDeposits, totalAmount), credit(walletAccount(wallet), totalAmount)],
  });
  await moveTransaction(uow, topUp, 'succeed', { set: { finishedAt: uow.now } });
  announceWallet(uow, wallet);
}

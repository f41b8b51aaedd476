import type { Contact } from '../platform/actor.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { openPayment, payFromWallet, type Channel, type Payment } from '../payments/index.js';
import { announceWallet } from '../wallets/index.js';
import { announce, beginTransaction, describeSale } from './move-transaction.js';
import { Transaction, type TransactionType } from './transaction.entity.js';
import { transactionStates } from './transaction.states.js';
import { walletTransaction, type WalletWish } from './wallet-transaction.js';

/** What a customer is to pay for something that stands to the right of transactions. */
export interface PayableOrder extends Omit<WalletWish, 'walletId'> {
  type: TransactionType;
  contact: Contact;
  /** How the gateway's page names it. */
  item: { sku: string; name: string };
  /** The page to which the gateway sends the payer back. */
  returnUrl: string;
}

interface Paid {
  transaction: Transaction;
  payment: Payment;
}

/** Writes down that a gateway is to collect it; the caller asks the gateway after the commit (`requestPayment`). */
export async function askGatewayFor(
  uow: UnitOfWork,
  { type, contact, item, returnUrl, ...wish }: PayableOrder,
  { channel, expiresAt }: { channel: Channel; expiresAt: Date },
): Promise<Paid> {
  const transaction = walletTransaction({ ...wish, walletId: '' }, contact, {
    type,
    status: 'AWAITING_PAYMENT',
    walletId: null,
    expiresAt,
    now: uow.now,
  });
  uow.add(Transaction, transaction);
  beginTransaction(uow, transaction);
  const payment = await openPayment(uow, {
    transactionId: transaction.id,
    payerId: wish.actor.id,
    channel,
    orderAmount: wish.amount,
    expiresAt,
    customer: { name: contact.name, email: contact.email ?? '', phone: contact.phone ?? '' },
    items: [{ ...item, price: wish.amount, quantity: 1 }],
    returnUrl,
  });
  return { transaction, payment };
}

/**
 * Pays it from a wallet at once: the transaction is born paid, and the caller takes the money on from the paid orders
 * in the same unit of work.
 * @throws what `payFromWallet` throws.
 */
export async function payPayableFromWallet(
  uow: UnitOfWork,
  { type, contact, ...wish }: PayableOrder,
  walletId: string,
): Promise<Paid> {
  const transaction = walletTransaction({ ...wish, walletId }, contact, {
    type,
    status: 'SUCCESS',
    expiresAt: uow.now,
    paidAt: uow.now,
    finishedAt: uow.now,
    now: uow.now,
  });
  const { payment, wallet } = await payFromWallet(uow, {
    transactionId: transaction.id,
    walletId,
    userId: wish.actor.id,
    orderAmount: wish.amount,
  });
  uow.add(Transaction, transaction);
  uow.begin(transactionStates, transaction, ['place', 'pay', 'succeed'], {
    payload: describeSale(transaction),
  });
  announce(uow, transaction);
  announceWallet(uow, wallet);
  return { transaction, payment };
}

import { config } from '../platform/config.js';
import { claimKey } from '../platform/idempotency.js';
import { newId } from '../platform/ids.js';
import { inTransaction, rehearse, type UnitOfWork } from '../platform/unit-of-work.js';
import { credit, debit, post } from '../ledger/index.js';
import type { Contact } from '../platform/actor.js';
import {
  announceWallet,
  assertRoom,
  fillableWallet,
  receivingWallet,
  spendableWallet,
  spendAllowance,
  walletAccount,
  walletMoney,
  type WalletAtHand,
} from '../wallets/index.js';
import { announce, describeSale } from './move-transaction.js';
import { destinationOf, type Destination } from './recipient.js';
import { amountTooSmall, recipientUnknown, sameWallet } from './transaction.errors.js';
import { Transaction } from './transaction.entity.js';
import { transactionStates } from './transaction.states.js';
import { Transfer } from './transfer.entity.js';
import {
  contactOfCustomer,
  walletTransaction,
  type WalletOrder,
  type WalletWish,
} from './wallet-transaction.js';

export interface TransferWish extends WalletWish {
  /** E-mail address or phone number of the recipient, or the id of another wallet of one's own. */
  to: string;
  note: string;
}

/** A transfer as its sender is told of it, before or after. */
export interface TransferMade {
  transaction: Transaction;
  transfer: Transfer;
  /** Masked, or the name of the sender's own wallet. */
  recipientName: string;
  /** Rupiah left to spend in the wallet it came from. */
  availableAmount: number;
}

interface Parts {
  transactionId: string;
  contact: Contact;
  destination: Destination;
}

/** Whoever was barred a moment ago receives nothing. */
async function assertMayReceive(uow: UnitOfWork, userId: string): Promise<void> {
  const rows = await uow.sql(`SELECT id FROM users WHERE id = ? AND status = 'ACTIVE' LOCK IN SHARE MODE`, [
    userId,
  ]);
  if (rows.length === 0) throw recipientUnknown();
}

async function targetOf(uow: UnitOfWork, wish: TransferWish, { userId, walletId }: Destination) {
  if (walletId !== null) return fillableWallet(uow, walletId, userId);
  if (userId !== wish.actor.id) await assertMayReceive(uow, userId);
  return receivingWallet(uow, userId);
}

async function move(uow: UnitOfWork, wish: TransferWish, id: string, from: WalletAtHand, to: WalletAtHand) {
  await post(uow, {
    kind: 'wallet.transfer',
    reference: `transaction:${id}:transfer`,
    isFirst: true,
    transactionId: id,
    description: wish.note,
    entries: [debit(walletAccount(from), wish.amount), credit(walletAccount(to), wish.amount)],
  });
  if (to.userId !== from.userId) await assertRoom(uow, to.userId);
}

function transferRow(
  transaction: Transaction,
  wish: TransferWish,
  from: WalletAtHand,
  to: WalletAtHand,
): Transfer {
  return Object.assign(new Transfer(), {
    id: newId(),
    transactionId: transaction.id,
    senderId: from.userId,
    recipientId: to.userId,
    fromWalletId: from.id,
    toWalletId: to.id,
    amount: wish.amount,
    note: wish.note,
    createdAt: transaction.createdAt,
  });
}

/** The transfer is done when it is written: nothing is waited for, and nothing is delivered. */
function add(uow: UnitOfWork, transaction: Transaction, transfer: Transfer): void {
  uow.add(Transaction, transaction);
  uow.add(Transfer, transfer);
  uow.begin(transactionStates, transaction, ['place', 'pay', 'succeed'], {
    payload: describeSale(transaction),
  });
  if (transfer.recipientId !== transfer.senderId)
    uow.emit('transfer.received', { id: transfer.id, transaction_id: transaction.id });
  announce(uow, transaction);
}

async function perform(uow: UnitOfWork, wish: TransferWish, parts: Parts): Promise<TransferMade> {
  const { now } = uow;
  const transaction = walletTransaction(wish, parts.contact, {
    id: parts.transactionId,
    type: 'TRANSFER',
    status: 'SUCCESS',
    expiresAt: now,
    paidAt: now,
    finishedAt: now,
    now,
  });
  if (parts.destination.userId !== wish.actor.id) await spendAllowance(uow, wish.actor.id, wish.amount);
  const from = await spendableWallet(uow, wish.walletId, wish.actor.id);
  const to = await targetOf(uow, wish, parts.destination);
  if (to.id === from.id) throw sameWallet();
  await move(uow, wish, transaction.id, from, to);
  const { availableAmount } = await walletMoney(uow, from);
  const transfer = transferRow(transaction, wish, from, to);
  add(uow, transaction, transfer);
  for (const wallet of [from, to]) announceWallet(uow, wallet);
  const isOwn = to.userId === from.userId;
  return { transaction, transfer, recipientName: isOwn ? to.name : parts.destination.name, availableAmount };
}

async function partsOf(wish: TransferWish): Promise<Parts> {
  if (wish.amount < config.TRANSFER_MIN_AMOUNT) throw amountTooSmall(config.TRANSFER_MIN_AMOUNT);
  const destination = await destinationOf(wish.actor, wish.to);
  return { transactionId: newId(), destination, contact: await contactOfCustomer(wish.actor) };
}

/**
 * Moves money from a wallet to another customer's default wallet, or between wallets of one's own, at once.
 * @throws KeyTaken on a repeat; DomainError `recipient_unknown`, `amount_too_small` (422), `kyc_required` (403),
 *   `wallet_daily_limit`, `wallet_balance_limit`, `insufficient_balance`, `wallet_frozen`, `wallet_closed`,
 *   `transfer_to_same_wallet` (409), `not_found`.
 */
export async function transfer(order: TransferWish & WalletOrder): Promise<TransferMade> {
  const parts = await partsOf(order);
  return inTransaction(order.actor, async (uow) => {
    claimKey(uow, order.idempotency, parts.transactionId);
    return perform(uow, order, parts);
  });
}

/** What the transfer would do, and to whom: refused for whatever would refuse it now, and nothing stays. */
export async function rehearseTransfer(wish: TransferWish): Promise<TransferMade> {
  const parts = await partsOf(wish);
  return rehearse(wish.actor, (uow) => perform(uow, wish, parts));
}

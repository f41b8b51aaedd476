import { actorId } from '../platform/actor.js';
import { newId } from '../platform/ids.js';
import type { Rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { accounts, credit, debit, post, type Account } from '../ledger/index.js';
import { refundPayment, type Payment } from '../payments/index.js';
import { announceWallet, receivingWallet, walletAccount } from '../wallets/index.js';
import { oweGuest } from './refund-claim.js';
import { Refund, type RefundPlace } from './refund.entity.js';
import type { Transaction } from './transaction.entity.js';

export interface GivingBack {
  amount: Rupiah;
  reason: string;
  /** What the sale's money has become: a deposit while it is open, revenue once it is delivered. */
  source: Account;
  approvalId?: string | null | undefined;
}

interface Destination {
  place: RefundPlace;
  account: Account;
  walletId: string | null;
}

/** The wallet that paid, else the customer's default one; a guest's money waits until somebody with the link takes it. */
async function destinationOf(
  uow: UnitOfWork,
  { userId }: Transaction,
  payment: Payment,
): Promise<Destination> {
  if (!userId) return { place: 'CLAIM', account: accounts.refundsPayable, walletId: null };
  const wallet = await receivingWallet(uow, userId, payment.walletId);
  announceWallet(uow, wallet);
  return { place: 'WALLET', account: walletAccount(wallet), walletId: wallet.id };
}

/** The reference tells where in the sale's money the refund begins, so that no rupiah of it goes back twice. */
async function book(
  uow: UnitOfWork,
  sale: Transaction,
  payment: Payment,
  giving: GivingBack & { to: Destination; begin: Rupiah },
): Promise<void> {
  const { amount, reason, source, approvalId, to, begin } = giving;
  const { journalId } = await post(uow, {
    kind: 'sale.refund',
    reference: `transaction:${sale.id}:refund:${begin}`,
    transactionId: sale.id,
    entries: [debit(source, amount), credit(to.account, amount)],
  });
  uow.add(Refund, {
    id: newId(),
    transactionId: sale.id,
    paymentId: payment.id,
    amount,
    place: to.place,
    walletId: to.walletId,
    reason,
    journalId,
    approvalId: approvalId ?? null,
    actorKind: uow.actor.kind,
    actorId: actorId(uow.actor),
  });
}

/**
 * Money of a sale goes back to the buyer. Its payment keeps the sum, which never exceeds what came in.
 * @throws DomainError 409 `refund_exceeds_paid`.
 */
export async function giveBack(
  uow: UnitOfWork,
  sale: Transaction,
  payment: Payment,
  giving: GivingBack,
): Promise<void> {
  const { amount, reason } = giving;
  const begin = payment.refundedAmount;
  await refundPayment(uow, { transactionId: sale.id, amount, reason });
  const to = await destinationOf(uow, sale, payment);
  await book(uow, sale, payment, { ...giving, to, begin });
  if (to.place === 'CLAIM') await oweGuest(uow, sale.id, amount);
}

/** The gateway has given all back by itself: it is off its clearing account, and there is nothing to pay out or claim. */
export function settleWithGateway(
  uow: UnitOfWork,
  sale: Transaction,
  payment: Payment,
  giving: Omit<GivingBack, 'amount'>,
): Promise<void> {
  const account = accounts.gatewayClearing(payment.gateway);
  const to: Destination = { place: 'GATEWAY', account, walletId: null };
  return book(uow, sale, payment, { ...giving, amount: sale.totalAmount, to, begin: payment.orderAmount });
}

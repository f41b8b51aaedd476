import { derivedKey, hmac, sha256 } from '../platform/cipher.js';
import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { accounts, credit, debit, post, type Account } from '../ledger/index.js';
import { Payment, refundPayment } from '../payments/index.js';
import { authorize, recordActivity } from '../staff/index.js';
import { announceWallet, receivingWallet, walletAccount } from '../wallets/index.js';
import { moveTransaction } from './move-transaction.js';
import { claimTaken, claimUnknown, notRefundable } from './transaction.errors.js';
import { RefundClaim, Transaction } from './transaction.entity.js';

/** The link in the guest's mail; it can be written again at any time, and only its hash is stored. */
export const claimTokenOf = (transactionId: string): string =>
  hmac('sha256', derivedKey('refund-claim'), transactionId);

/** Money goes to the wallet that paid, else to the customer's default one; a guest's waits as a refund payable until somebody with the link takes it. */
async function destinationOf(uow: UnitOfWork, sale: Transaction, paidFrom: string | null): Promise<Account> {
  if (!sale.userId) return accounts.refundsPayable;
  const wallet = await receivingWallet(uow, sale.userId, paidFrom);
  announceWallet(uow, wallet);
  return walletAccount(wallet);
}

/** Failure code of a sale whose money the gateway has given back by itself. */
export const paymentReturned = 'payment_returned';

/** What the gateway has given back is off its clearing account; nothing is left to pay out, and none to claim. */
async function settleWithGateway(
  uow: UnitOfWork,
  sale: Transaction,
  event: 'refund' | 'reverse',
  step: { source: Account; gateway: string; reason: string },
): Promise<void> {
  const { source, gateway, reason } = step;
  await moveTransaction(uow, sale, event, { reason, set: { failureCode: paymentReturned } });
  await postRefund(uow, sale, source, accounts.gatewayClearing(gateway));
}

const postRefund = (uow: UnitOfWork, sale: Transaction, source: Account, destination: Account) =>
  post(uow, {
    kind: 'sale.refund',
    reference: `transaction:${sale.id}:refund`,
    transactionId: sale.id,
    entries: [debit(source, sale.totalAmount), credit(destination, sale.totalAmount)],
  });

/**
 * Moves the sale to REFUNDED and its whole total back to the buyer, unless the gateway has done that already; the
 * source is what the sale had become.
 */
export async function refund(
  uow: UnitOfWork,
  sale: Transaction,
  event: 'refund' | 'reverse',
  reason: string,
): Promise<void> {
  const source = sale.status === 'SUCCESS' ? accounts.salesRevenue : accounts.orderDeposits;
  const { returnedAt, gateway, walletId } = await uow.lock(Payment, { transactionId: sale.id });
  if (returnedAt !== null) return settleWithGateway(uow, sale, event, { source, gateway, reason });
  await moveTransaction(uow, sale, event, { reason });
  await refundPayment(uow, { transactionId: sale.id, amount: sale.totalAmount, reason });
  await postRefund(uow, sale, source, await destinationOf(uow, sale, walletId));
  if (!sale.userId) await openClaim(uow, sale);
}

const openClaim = (uow: UnitOfWork, sale: Transaction) =>
  uow.insert(RefundClaim, {
    id: newId(),
    transactionId: sale.id,
    amount: sale.totalAmount,
    tokenHash: sha256(claimTokenOf(sale.id)),
    status: 'OPEN',
    claimedBy: null,
    claimedAt: null,
  });

/**
 * Staff give a delivered sale's money back. A sale on its way ends through its fulfilment or shipment instead.
 * @throws DomainError `forbidden`, `transaction_not_refundable`.
 */
export async function refundTransaction(
  uow: UnitOfWork,
  { transactionId, reason }: { transactionId: string; reason: string },
): Promise<Transaction> {
  authorize(uow.actor, 'transactions.refund');
  const sale = await uow.lock(Transaction, { id: transactionId });
  if (sale.status !== 'SUCCESS') throw notRefundable();
  await refund(uow, sale, 'refund', reason);
  await recordActivity(uow, {
    action: 'transaction.refund',
    subjectType: 'transaction',
    subjectId: sale.id,
    reason,
    after: { refunded_amount: sale.totalAmount },
  });
  return sale;
}

/**
 * A guest with the link takes the refund into a wallet, once.
 * @throws DomainError `refund_claim_unknown`, `refund_claim_taken`.
 */
export async function claimRefund(
  uow: UnitOfWork,
  { userId, token }: { userId: string; token: string },
): Promise<RefundClaim> {
  const claim = await uow.find(RefundClaim, { tokenHash: sha256(token) });
  if (!claim) throw claimUnknown();
  const taken = await uow.update(
    RefundClaim,
    { id: claim.id, status: 'OPEN' },
    { status: 'CLAIMED', claimedBy: userId, claimedAt: uow.now },
  );
  if (taken !== 1) throw claimTaken();
  const wallet = await receivingWallet(uow, userId);
  await post(uow, {
    kind: 'refund.claim',
    reference: `transaction:${claim.transactionId}:claim`,
    transactionId: claim.transactionId,
    entries: [debit(accounts.refundsPayable, claim.amount), credit(walletAccount(wallet), claim.amount)],
  });
  return Object.assign(claim, { status: 'CLAIMED' as const, claimedBy: userId, claimedAt: uow.now });
}

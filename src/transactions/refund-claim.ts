import { derivedKey, hmac, sha256 } from '../platform/cipher.js';
import { newId } from '../platform/ids.js';
import { sum, type Rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { accounts, credit, debit, post } from '../ledger/index.js';
import { announceWallet, receivingWallet, walletAccount } from '../wallets/index.js';
import { RefundClaim } from './refund.entity.js';
import { claimTaken, claimUnknown } from './transaction.errors.js';

/** The link in the guest's mail; it can be written again at any time, and only its hash is stored. */
export const claimTokenOf = (transactionId: string): string =>
  hmac('sha256', derivedKey('refund-claim'), transactionId);

/** A guest may collect this much more: a sale has one claim and one link, however many refunds it has. */
export async function oweGuest(uow: UnitOfWork, transactionId: string, amount: Rupiah): Promise<void> {
  const claim = await uow.lockIfAny(RefundClaim, { transactionId });
  if (claim) {
    const owed = sum([claim.amount, amount]);
    await uow.update(RefundClaim, { id: claim.id }, { amount: owed, status: 'OPEN' });
    return;
  }
  await uow.insert(RefundClaim, {
    id: newId(),
    transactionId,
    amount,
    claimedAmount: 0,
    tokenHash: sha256(claimTokenOf(transactionId)),
    status: 'OPEN',
    claimedBy: null,
    claimedAt: null,
  });
}

/**
 * A guest with the link takes what is due into a wallet, once.
 * @throws DomainError `refund_claim_unknown`, `refund_claim_taken`.
 */
export async function claimRefund(
  uow: UnitOfWork,
  { userId, token }: { userId: string; token: string },
): Promise<{ transactionId: string; amount: Rupiah }> {
  const claim = await uow.lockIfAny(RefundClaim, { tokenHash: sha256(token) });
  if (!claim) throw claimUnknown();
  if (claim.status !== 'OPEN') throw claimTaken();
  const { transactionId, claimedAmount, dueAmount: amount } = claim;
  const taken = { claimedAmount: claim.amount, claimedBy: userId, claimedAt: uow.now };
  await uow.update(RefundClaim, { id: claim.id }, { status: 'CLAIMED', ...taken });
  const wallet = await receivingWallet(uow, userId);
  await post(uow, {
    kind: 'refund.claim',
    reference: `transaction:${transactionId}:claim:${claimedAmount}`,
    transactionId,
    entries: [debit(accounts.refundsPayable, amount), credit(walletAccount(wallet), amount)],
  });
  announceWallet(uow, wallet);
  return { transactionId, amount };
}

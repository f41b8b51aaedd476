import { conflict } from '../platform/errors.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { callOffTransaction, Transaction } from '../transactions/index.js';
import { lockDeal, type DealAtHand, type OwnDeal } from './at-hand.js';

/**
 * Locks the payment that a deal is trying, if any, before the deal: in the order in which money that comes in locks
 * them. Answers its id, which the locked deal must still name.
 */
async function lockAttempt(uow: UnitOfWork, escrowId: string): Promise<Transaction | null> {
  const [deal] = await uow.sql<{ transaction_id: string | null }>(
    'SELECT transaction_id FROM escrows WHERE id = ?',
    [escrowId],
  );
  return deal?.transaction_id ? uow.lock(Transaction, { id: deal.transaction_id }) : null;
}

/**
 * A deal under a lock, with the payment that it is trying called off. Money that still arrives for that is parked.
 * @throws DomainError `not_found` for strangers; `illegal_transition`, `changed_meanwhile` (409) where the money is just
 *   coming in, or another payment has just been asked for.
 */
export async function lockDealWithoutPayment(
  uow: UnitOfWork,
  own: OwnDeal,
  reason: string,
): Promise<DealAtHand> {
  const attempt = await lockAttempt(uow, own.escrowId);
  const atHand = await lockDeal(uow, own);
  if (atHand.escrow.transactionId !== (attempt?.id ?? null))
    throw conflict('changed_meanwhile', { noun: 'escrow' });
  if (attempt?.status === 'AWAITING_PAYMENT') await callOffTransaction(uow, attempt, reason);
  return atHand;
}

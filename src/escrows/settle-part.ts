import { sum, type Rupiah } from '../platform/money.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { accounts, credit, debit, post, type Entry } from '../ledger/index.js';
import { Payment } from '../payments/index.js';
import { announceWallet, receivingWallet, walletAccount } from '../wallets/index.js';
import { Escrow, EscrowPart } from './escrow.entity.js';
import { partStates, type PartEvent } from './escrow.states.js';
import { thawIfUndisputed } from './freeze.js';
import { followParts, movePart } from './move-escrow.js';
import { narrate } from './narrate.js';

/** Where the held money of a part goes, to the rupiah. */
export interface Settlement {
  /** Back to the buyer. */
  refundAmount: Rupiah;
  /** To the seller. */
  releaseAmount: Rupiah;
  /** To the shop, at most the fee of the part. */
  feeAmount: Rupiah;
}

/** The buyer has what was promised: the seller gets the nominal less their share of the fee. */
export const releaseOf = (part: EscrowPart): Settlement => ({
  refundAmount: 0,
  releaseAmount: part.sellerReceivesAmount,
  feeAmount: part.feeAmount,
});

/** The buyer gets back everything that they paid, fee included. */
export const refundOf = (part: EscrowPart): Settlement => ({
  refundAmount: part.heldAmount,
  releaseAmount: 0,
  feeAmount: 0,
});

const eventOf = ({ refundAmount, releaseAmount }: Settlement): PartEvent => {
  if (releaseAmount === 0) return 'refund';
  return refundAmount === 0 ? 'release' : 'split';
};

const kinds = {
  release: 'escrow.released',
  refund: 'escrow.refunded',
  split: 'escrow.split',
} as const;

async function toWallet(
  uow: UnitOfWork,
  amount: Rupiah,
  owner: { userId: string | null; walletId?: string | null },
): Promise<Entry[]> {
  if (amount === 0) return [];
  if (owner.userId === null) throw new Error('Money of a deal has nobody to go to.');
  const wallet = await receivingWallet(uow, owner.userId, owner.walletId ?? null);
  announceWallet(uow, wallet);
  return [credit(walletAccount(wallet), amount)];
}

/** Back to the wallet that paid, or to the buyer's default one; what the gateway gave back by itself is off its account. */
async function toBuyer(uow: UnitOfWork, escrow: Escrow, amount: Rupiah): Promise<Entry[]> {
  const { transactionId, buyerId, paymentReturnedAt } = escrow;
  const payment = transactionId ? await uow.find(Payment, { transactionId }) : null;
  if (payment && paymentReturnedAt !== null && amount > 0)
    return [credit(accounts.gatewayClearing(payment.gateway), amount)];
  return toWallet(uow, amount, { userId: buyerId, walletId: payment?.walletId ?? null });
}

async function book(
  uow: UnitOfWork,
  escrow: Escrow,
  part: EscrowPart,
  { settlement, kind }: { settlement: Settlement; kind: string },
): Promise<void> {
  const { refundAmount, releaseAmount, feeAmount } = settlement;
  await post(uow, {
    kind,
    reference: `escrow_part:${part.id}:settled`,
    transactionId: escrow.transactionId,
    description: escrow.number,
    entries: [
      debit(accounts.escrowHeld(escrow.id), part.heldAmount),
      ...(await toBuyer(uow, escrow, refundAmount)),
      ...(await toWallet(uow, releaseAmount, { userId: escrow.sellerId })),
      ...(feeAmount > 0 ? [credit(accounts.feeRevenue, feeAmount)] : []),
    ],
  });
}

function assertWhole(part: EscrowPart, { refundAmount, releaseAmount, feeAmount }: Settlement): void {
  if (feeAmount > part.feeAmount) throw new RangeError(`The fee of part ${part.id} is taken once.`);
  if (sum([refundAmount, releaseAmount, feeAmount]) !== part.heldAmount)
    throw new RangeError(`A settlement of part ${part.id} is all of its ${part.heldAmount} rupiah.`);
}

/**
 * Sends all of a part's held money where it belongs, once: the only way out of a deal's account. Part and deal are
 * locked by the caller, the deal first. A disputed part that is settled ends its dispute; when it was the last, the
 * deal's other timers go on.
 * @throws RangeError unless the amounts are the whole of the part; DomainError `illegal_transition` (409).
 */
export async function settlePart(
  uow: UnitOfWork,
  part: EscrowPart,
  settlement: Settlement,
  { reason }: { reason?: string | undefined } = {},
): Promise<Escrow> {
  const escrow = await uow.lock(Escrow, { id: part.escrowId });
  const event = eventOf(settlement);
  partStates.next(part.status, event);
  assertWhole(part, settlement);
  await book(uow, escrow, part, { settlement, kind: kinds[event as keyof typeof kinds] });
  const set = {
    refundedAmount: settlement.refundAmount,
    releasedAmount: settlement.releaseAmount,
    earnedFeeAmount: settlement.feeAmount,
    settledAt: uow.now,
    remindAt: null,
  };
  await movePart(uow, escrow, part, event, { reason, set });
  await narrate(uow, escrow, `part_${part.status.toLowerCase()}`, {
    part: part.title,
    refund_amount: settlement.refundAmount,
    release_amount: settlement.releaseAmount,
  });
  await followParts(uow, escrow, { reason, set: await thawIfUndisputed(uow, escrow) });
  return escrow;
}

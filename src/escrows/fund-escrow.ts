import { newId } from '../platform/ids.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { accounts, credit, debit, post } from '../ledger/index.js';
import { Payment } from '../payments/index.js';
import type { Payable } from '../transactions/index.js';
import { Escrow, EscrowPart, EscrowTerms, type AgreedPart } from './escrow.entity.js';
import { partStates } from './escrow.states.js';
import { moveEscrow } from './move-escrow.js';
import { narrate } from './narrate.js';
import { moneyOfParts, type PartMoney } from './terms.js';
import { startTimer } from './timers.js';

function partRow(escrow: Escrow, agreed: AgreedPart, money: PartMoney & { position: number; now: Date }) {
  const { position, now, ...amounts } = money;
  const { timerFrom, until: deliverBy, remindAt } = startTimer(now, agreed.delivery_hours);
  return {
    id: newId(),
    escrowId: escrow.id,
    position,
    title: agreed.title,
    status: 'HELD' as const,
    ...amounts,
    refundedAmount: 0,
    releasedAmount: 0,
    earnedFeeAmount: 0,
    deliveryHours: agreed.delivery_hours,
    inspectionHours: escrow.inspectionHours,
    timerFrom,
    deliverBy,
    inspectBy: null,
    remindAt,
    extendedAt: null,
    deliveredAt: null,
    settledAt: null,
  };
}

/** MariaDB keeps JSON as text; the entity reads it, whichever it is. */
async function openParts(uow: UnitOfWork, escrow: Escrow): Promise<void> {
  const terms = await uow.find(EscrowTerms, { escrowId: escrow.id, version: escrow.termsVersion });
  if (!terms) throw new Error(`Deal ${escrow.id} has no terms of version ${escrow.termsVersion}.`);
  const money = moneyOfParts(
    escrow,
    terms.parts.map(({ amount }) => amount),
  );
  const rows = terms.parts.map((agreed, position) => {
    const share = money[position];
    if (!share) throw new RangeError('Every part has its share of the money.');
    return partRow(escrow, agreed, { ...share, position, now: uow.now });
  });
  uow.add(EscrowPart, rows);
  for (const row of rows) uow.begin(partStates, row, 'hold', { isTold: false });
}

/**
 * The money of a locked deal that waits for it is in: it moves on from the paid orders into the deal's own account, and
 * every part's time of delivery begins.
 */
export async function fundEscrow(uow: UnitOfWork, escrow: Escrow, transactionId: string): Promise<void> {
  await post(uow, {
    kind: 'escrow.held',
    reference: `escrow:${escrow.id}:held`,
    transactionId,
    description: escrow.number,
    entries: [
      debit(accounts.orderDeposits, escrow.buyerPaysAmount),
      credit(accounts.escrowHeld(escrow.id), escrow.buyerPaysAmount),
    ],
  });
  await openParts(uow, escrow);
  const set = { transactionId, heldAt: uow.now, payBy: null, timerFrom: null, remindAt: null };
  await moveEscrow(uow, escrow, 'hold', { set });
  await narrate(uow, escrow, 'held', { held_amount: escrow.buyerPaysAmount });
}

/** A gateway has collected for a deal. One that waits for no money any more wants none. */
export const escrowPayable: Payable = {
  type: 'ESCROW',
  async take(uow, transaction) {
    const escrow = await uow.lockIfAny(Escrow, { transactionId: transaction.id });
    if (escrow?.status !== 'AWAITING_PAYMENT') return false;
    // Taken back by the gateway before we heard that it was paid: there is nothing to hold.
    const { returnedAt } = await uow.lock(Payment, { transactionId: transaction.id });
    if (returnedAt !== null) return false;
    await fundEscrow(uow, escrow, transaction.id);
    return true;
  },
};

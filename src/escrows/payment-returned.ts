import { z } from 'zod';
import { system } from '../platform/actor.js';
import { defineJob, type Job } from '../platform/jobs.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { Transaction } from '../transactions/index.js';
import { lockParts } from './at-hand.js';
import { Escrow } from './escrow.entity.js';
import { isSettled } from './escrow.states.js';
import { changeEscrow } from './move-escrow.js';
import { narrate } from './narrate.js';

/**
 * The gateway has given a deal's payment back by itself. Who has delivered what by then is not for a program to say: the
 * deal stands still, both sides are told, and it ends by the seller's refund or a judge's word. A deal that is settled
 * stays so; the alert about the payment is what staff go by.
 */
export async function freezeReturned(uow: UnitOfWork, transactionId: string): Promise<void> {
  await uow.lockIfAny(Transaction, { id: transactionId });
  const escrow = await uow.lockIfAny(Escrow, { transactionId });
  if (!escrow?.heldAt || escrow.paymentReturnedAt) return;
  const parts = await lockParts(uow, escrow.id);
  if (parts.every(({ status }) => isSettled(status))) return;
  const frozenAt = escrow.frozenAt ?? uow.now;
  await changeEscrow(uow, escrow, { paymentReturnedAt: uow.now, frozenAt, cancelAskedBy: null });
  await narrate(uow, escrow, 'payment_returned');
  uow.emit('escrow.payment_returned', { id: escrow.id });
}

const name = 'freeze-returned-escrow';

export const freezeReturnedEscrow: Job = defineJob({
  name,
  queue: 'payments',
  on: ['payment.returned'],
  schema: z.object({ transaction_id: z.string() }).loose(),
  handle: ({ transaction_id: id }, attempt) =>
    attempt.inTransaction(system(name), (uow) => freezeReturned(uow, id)),
});

import type { UnitOfWork } from '../platform/unit-of-work.js';
import { lockParts } from './at-hand.js';
import { Escrow, EscrowPart } from './escrow.entity.js';
import { timeOver } from './escrow.errors.js';
import { isSettled } from './escrow.states.js';
import { followParts, movePart } from './move-escrow.js';
import { narrate } from './narrate.js';
import { hoursAfter, nextReminder, shiftPart } from './timers.js';

/** A time that is over belongs to its timer, even if that has not run yet. */
function assertInTime({ status, deliverBy, inspectBy }: EscrowPart, now: Date): void {
  const until = status === 'DELIVERED' ? inspectBy : deliverBy;
  if (until && until <= now) throw timeOver();
}

/**
 * A dispute about a part of a locked deal begins: nothing of the deal moves, and all of its timers stand still.
 * @throws DomainError `escrow_time_over`, `illegal_transition` (409).
 */
export async function freeze(
  uow: UnitOfWork,
  escrow: Escrow,
  part: EscrowPart,
  { reason }: { reason?: string | undefined } = {},
): Promise<void> {
  if (!escrow.frozenAt) assertInTime(part, uow.now);
  await movePart(uow, escrow, part, 'dispute', { reason });
  await narrate(uow, escrow, 'disputed', { part: part.title });
  await followParts(uow, escrow, {
    reason,
    set: { frozenAt: escrow.frozenAt ?? uow.now, cancelAskedBy: null },
  });
}

/** Whether something still stands in the way of a deal: a dispute, or a payment that is gone while parts are open. */
const isHeldUp = ({ paymentReturnedAt }: Escrow, parts: EscrowPart[]): boolean =>
  parts.some(({ status }) => status === 'DISPUTED' || (paymentReturnedAt !== null && !isSettled(status)));

/** When the last dispute of a locked deal is over, what stood still goes on with the time that was left. */
export async function thawIfUndisputed(uow: UnitOfWork, escrow: Escrow): Promise<Partial<Escrow>> {
  if (!escrow.frozenAt) return {};
  const parts = await lockParts(uow, escrow.id);
  if (isHeldUp(escrow, parts)) return {};
  const stoodStillMs = uow.now.getTime() - escrow.frozenAt.getTime();
  for (const part of parts.filter(({ status }) => !isSettled(status)))
    await uow.update(EscrowPart, { id: part.id }, shiftPart(part, stoodStillMs));
  return { frozenAt: null };
}

/** More time for a part whose timer runs again. */
async function lengthen(uow: UnitOfWork, partId: string, hours: number): Promise<void> {
  const part = await uow.lock(EscrowPart, { id: partId });
  const name = part.status === 'DELIVERED' ? 'inspectBy' : 'deliverBy';
  const until = hoursAfter(part[name] ?? uow.now, hours);
  const remindAt = nextReminder(part.timerFrom, until, uow.now);
  await uow.update(EscrowPart, { id: partId }, { [name]: until, remindAt });
}

/**
 * A dispute ends without a judgement about the money: the part is again what it was before, with so many hours more.
 * @throws DomainError `illegal_transition` (409).
 */
export async function thaw(
  uow: UnitOfWork,
  escrow: Escrow,
  part: EscrowPart,
  { reason, moreHours = 0 }: { reason?: string | undefined; moreHours?: number } = {},
): Promise<void> {
  await movePart(uow, escrow, part, part.deliveredAt ? 'resume_delivered' : 'resume', { reason });
  await narrate(uow, escrow, 'resumed', { part: part.title });
  const set = await thawIfUndisputed(uow, escrow);
  if (moreHours > 0) await lengthen(uow, part.id, moreHours);
  await followParts(uow, escrow, { reason, set });
}

import type { UnitOfWork } from '../platform/unit-of-work.js';
import { Transaction, type TransactionStatus } from '../transactions/index.js';
import { Escrow, EscrowPart } from './escrow.entity.js';
import { closedUnpaid } from './escrow.service.js';
import { moveEscrow } from './move-escrow.js';
import { narrate } from './narrate.js';
import { refundOf, releaseOf, settlePart } from './settle-part.js';
import { nextReminder } from './timers.js';

/** Ends of a payment after which its deal still waits for money. */
const gaveNothing: TransactionStatus[] = ['EXPIRED', 'CANCELLED', 'FAILED', 'REFUNDED'];

/** In the order in which money that comes in locks them: the payment that is tried, then the deal. */
async function lockWithAttempt(uow: UnitOfWork, id: string): Promise<{ escrow: Escrow; isTried: boolean }> {
  const seen = await uow.find(Escrow, { id });
  const attempt = seen?.transactionId ? await uow.lock(Transaction, { id: seen.transactionId }) : null;
  const escrow = await uow.lock(Escrow, { id });
  const isAnother = escrow.transactionId !== (attempt?.id ?? null);
  const isOpen = attempt !== null && !gaveNothing.includes(attempt.status);
  return { escrow, isTried: isAnother || isOpen };
}

/** Nobody joined and agreed, or nobody paid, in time. A payment that is still open is waited for. */
export async function expireEscrow(uow: UnitOfWork, id: string): Promise<void> {
  const { escrow, isTried } = await lockWithAttempt(uow, id);
  const { status, joinBy, payBy } = escrow;
  const until = status === 'PROPOSED' ? joinBy : status === 'AWAITING_PAYMENT' ? payBy : null;
  if (!until || until > uow.now || (status === 'AWAITING_PAYMENT' && isTried)) return;
  const reason = status === 'PROPOSED' ? 'not_agreed_in_time' : 'not_paid_in_time';
  await moveEscrow(uow, escrow, 'expire', { reason, set: closedUnpaid });
  await narrate(uow, escrow, 'expired');
}

interface PartAtHand {
  escrow: Escrow;
  part: EscrowPart;
}

/** The deal is locked before its part, as everybody does. */
async function lockPart(uow: UnitOfWork, id: string): Promise<PartAtHand> {
  const { escrowId } = (await uow.find(EscrowPart, { id })) ?? { escrowId: '' };
  const escrow = await uow.lock(Escrow, { id: escrowId });
  return { escrow, part: await uow.lock(EscrowPart, { id }) };
}

const isOver = (until: Date | null, { frozenAt }: Escrow, now: Date): boolean =>
  frozenAt === null && until !== null && until <= now;

/** The seller did not deliver in time: the buyer gets everything back. */
export async function lapsePart(uow: UnitOfWork, id: string): Promise<void> {
  const { escrow, part } = await lockPart(uow, id);
  if (part.status !== 'HELD' || !isOver(part.deliverBy, escrow, uow.now)) return;
  await settlePart(uow, part, refundOf(part), { reason: 'not_delivered_in_time' });
}

/** The buyer has said nothing in the time to look at it: the seller gets the money. */
export async function releaseInspected(uow: UnitOfWork, id: string): Promise<void> {
  const { escrow, part } = await lockPart(uow, id);
  if (part.status !== 'DELIVERED' || !isOver(part.inspectBy, escrow, uow.now)) return;
  await settlePart(uow, part, releaseOf(part), { reason: 'inspection_over' });
}

type TimerName = 'join' | 'pay' | 'deliver' | 'inspect';

/** Whoever is asked to do something before a time is over is reminded of it. */
function remind(
  uow: UnitOfWork,
  escrow: Escrow,
  { timer, until, isLast, partId }: { timer: TimerName; until: Date; isLast: boolean; partId?: string },
): void {
  uow.emit('escrow.reminder', {
    id: escrow.id,
    timer,
    until: until.toISOString(),
    is_last: isLast,
    ...(partId && { part_id: partId }),
  });
}

/** The reminder of a deal that waits for its second side, or for its money. */
export async function remindOfEscrow(uow: UnitOfWork, id: string): Promise<void> {
  const escrow = await uow.lock(Escrow, { id });
  const { remindAt, timerFrom, joinBy, payBy } = escrow;
  if (!remindAt || remindAt > uow.now || escrow.frozenAt) return;
  const timer = escrow.status === 'PROPOSED' ? 'join' : 'pay';
  const until = timer === 'join' ? joinBy : payBy;
  const next = until && timerFrom ? nextReminder(timerFrom, until, uow.now) : null;
  await uow.update(Escrow, { id }, { remindAt: next });
  if (until && until > uow.now) remind(uow, escrow, { timer, until, isLast: next === null });
}

/** The reminder of a part that waits for its delivery, or for the buyer's word. */
export async function remindOfPart(uow: UnitOfWork, id: string): Promise<void> {
  const { escrow, part } = await lockPart(uow, id);
  if (!part.remindAt || part.remindAt > uow.now || escrow.frozenAt) return;
  const timer = part.status === 'DELIVERED' ? 'inspect' : 'deliver';
  const until = timer === 'inspect' ? part.inspectBy : part.deliverBy;
  const next = until ? nextReminder(part.timerFrom, until, uow.now) : null;
  await uow.update(EscrowPart, { id }, { remindAt: next });
  if (until && until > uow.now) remind(uow, escrow, { timer, until, isLast: next === null, partId: part.id });
}

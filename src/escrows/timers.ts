import type { Escrow, EscrowPart } from './escrow.entity.js';

const hourMs = 3_600_000;

export const hoursAfter = (moment: Date, hours: number): Date => new Date(moment.getTime() + hours * hourMs);

export const later = (moment: Date, ms: number): Date => new Date(moment.getTime() + ms);

/** Both sides are reminded when half of a time is over, and when nine tenths are. */
const remindersAt = [0.5, 0.9];

/** The next reminder of a time that runs; null when both have been given. */
export function nextReminder(from: Date, until: Date, now: Date): Date | null {
  const length = until.getTime() - from.getTime();
  const moments = remindersAt.map((share) => later(from, Math.round(length * share)));
  return moments.find((moment) => moment > now) ?? null;
}

/** A time that begins now. */
export function startTimer(
  now: Date,
  hours: number,
): { timerFrom: Date; until: Date; remindAt: Date | null } {
  const until = hoursAfter(now, hours);
  return { timerFrom: now, until, remindAt: nextReminder(now, until, now) };
}

/** What stood still for a while goes on with as much time left as there was. */
const shifted = (moment: Date | null, ms: number): Date | null => moment && later(moment, ms);

export const shiftPart = (part: EscrowPart, ms: number): Partial<EscrowPart> => ({
  timerFrom: later(part.timerFrom, ms),
  deliverBy: later(part.deliverBy, ms),
  inspectBy: shifted(part.inspectBy, ms),
  remindAt: shifted(part.remindAt, ms),
});

export interface Countdown {
  name: 'join' | 'pay' | 'deliver' | 'inspect';
  at: Date;
  partId: string | null;
}

function countdownOfPart(part: EscrowPart): Countdown[] {
  if (part.status === 'HELD') return [{ name: 'deliver', at: part.deliverBy, partId: part.id }];
  if (part.status === 'DELIVERED' && part.inspectBy)
    return [{ name: 'inspect', at: part.inspectBy, partId: part.id }];
  return [];
}

/** What runs out next, the nearest first; none while a dispute makes everything stand still. */
export function countdownsOf(escrow: Escrow, parts: EscrowPart[]): Countdown[] {
  if (escrow.frozenAt) return [];
  const own: Countdown[] = [
    ...(escrow.status === 'PROPOSED' && escrow.joinBy
      ? [{ name: 'join' as const, at: escrow.joinBy, partId: null }]
      : []),
    ...(escrow.status === 'AWAITING_PAYMENT' && escrow.payBy
      ? [{ name: 'pay' as const, at: escrow.payBy, partId: null }]
      : []),
  ];
  return [...own, ...parts.flatMap(countdownOfPart)].sort((a, b) => a.at.getTime() - b.at.getTime());
}

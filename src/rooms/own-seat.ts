import type { Actor } from '../platform/actor.js';
import { notFound } from '../platform/errors.js';
import { can } from '../staff/index.js';

/**
 * How the membership of whoever acts is found. Staff need the right to be in rooms each time, also where they once came
 * in: a right that was taken away is gone at once.
 * @throws DomainError `not_found` for everybody who is in no room at all.
 */
export function ownSeat(actor: Actor): { column: 'user_id' | 'staff_id'; id: string } {
  if (actor.kind === 'customer') return { column: 'user_id', id: actor.id };
  if (actor.kind === 'staff' && can(actor, 'rooms.enter')) return { column: 'staff_id', id: actor.id };
  throw notFound('room');
}

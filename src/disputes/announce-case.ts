import { rooms, signal } from '../platform/sockets.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import type { Dispute } from './dispute.entity.js';

/** Tells both sides' pages and the desk, once the data is safe, that a case has changed; they fetch it themselves. */
export function announceCase(uow: UnitOfWork, { id, escrowId, buyerId, sellerId, status }: Dispute): void {
  const updatedAt = uow.now.toISOString();
  uow.afterCommit(() => {
    signal({
      namespace: '/',
      rooms: [rooms.user(buyerId), rooms.user(sellerId)],
      event: 'escrow.updated',
      payload: { escrow_id: escrowId },
    });
    signal({
      namespace: '/staff',
      rooms: [rooms.staff],
      event: 'desk.updated',
      payload: { id, status, updated_at: updatedAt, noun: 'dispute' },
    });
  });
}

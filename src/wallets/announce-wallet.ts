import { rooms, signal } from '../platform/sockets.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import type { Wallet } from './wallet.entity.js';

/** Tells the owner's open pages and the console, once the data is safe, that a wallet has changed. */
export function announceWallet(uow: UnitOfWork, { id, userId }: Pick<Wallet, 'id' | 'userId'>): void {
  const updatedAt = uow.now.toISOString();
  uow.afterCommit(() => {
    signal({
      namespace: '/',
      rooms: [rooms.user(userId)],
      event: 'wallet.updated',
      payload: { wallet_id: id },
    });
    signal({
      namespace: '/staff',
      rooms: [rooms.staff],
      event: 'desk.updated',
      payload: { noun: 'wallet', id, updated_at: updatedAt },
    });
  });
}

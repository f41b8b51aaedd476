import { closeAlert } from '../platform/alerts.js';
import { rooms, signal } from '../platform/sockets.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { announceWallet } from './announce-wallet.js';
import { Withdrawal } from './withdrawal.entity.js';
import { withdrawalStates, type WithdrawalEvent } from './withdrawal.states.js';

const toSubscribers = ({ userId, walletId, transactionId }: Withdrawal) => ({
  user_id: userId,
  wallet_id: walletId,
  transaction_id: transactionId,
});

/** Tells open pages and the desk, once the data is safe, that they should look again. */
function announce(uow: UnitOfWork, { id, userId, walletId, status }: Withdrawal): void {
  announceWallet(uow, { id: walletId, userId });
  const payload = { id, status, updated_at: uow.now.toISOString(), noun: 'withdrawal' };
  uow.afterCommit(() =>
    signal({ namespace: '/staff', rooms: [rooms.staff], event: 'desk.updated', payload }),
  );
}

/** Writes the first step of a withdrawal. */
export function beginWithdrawal(uow: UnitOfWork, withdrawal: Withdrawal): void {
  uow.begin(withdrawalStates, withdrawal, 'request', { payload: toSubscribers(withdrawal) });
  announce(uow, withdrawal);
}

/** One step along the table, with its history, its event, and word to open pages; it no longer waits for this step. */
export async function moveWithdrawal(
  uow: UnitOfWork,
  withdrawal: Withdrawal,
  event: WithdrawalEvent,
  { reason, set = {} }: { reason?: string | undefined; set?: Partial<Withdrawal> } = {},
): Promise<Withdrawal> {
  await uow.move(withdrawalStates, Withdrawal, withdrawal, event, {
    ...(reason === undefined ? {} : { reason }),
    set: { ...set, statusSince: uow.now },
    payload: toSubscribers(withdrawal),
  });
  await closeAlert(uow, 'withdrawal_overdue', withdrawal.id);
  announce(uow, withdrawal);
  return withdrawal;
}

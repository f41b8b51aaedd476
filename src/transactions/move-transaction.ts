import { rooms, signal } from '../platform/sockets.js';
import type { UnitOfWork } from '../platform/unit-of-work.js';
import { keepPurchase } from './keep-purchase.js';
import { Transaction } from './transaction.entity.js';
import { transactionStates, type TransactionEvent } from './transaction.states.js';

interface Step {
  reason?: string;
  set?: Partial<Transaction>;
}

/** Figures that subscribers of a sale's events need besides its id. */
export const describeSale = ({ userId, number }: Transaction) => ({ user_id: userId, number });

/** Tells open pages and the console, once the data is safe, that a sale has changed; they fetch it themselves. */
export function announce(uow: UnitOfWork, { id, userId, status }: Transaction): void {
  const payload = { id, status, updated_at: uow.now.toISOString() };
  uow.afterCommit(() => {
    const buyers = [rooms.order(id), ...(userId ? [rooms.user(userId)] : [])];
    signal({ namespace: '/', rooms: buyers, event: 'transaction.updated', payload });
    signal({
      namespace: '/staff',
      rooms: [rooms.staff],
      event: 'desk.updated',
      payload: { ...payload, noun: 'transaction' },
    });
  });
}

/** Writes the first step of a sale. */
export function beginTransaction(uow: UnitOfWork, transaction: Transaction): void {
  uow.begin(transactionStates, transaction, 'place', { payload: describeSale(transaction) });
  announce(uow, transaction);
}

/** One step along the table, with its history, its event, and word to open pages. */
export async function moveTransaction(
  uow: UnitOfWork,
  transaction: Transaction,
  event: TransactionEvent,
  step: Step = {},
): Promise<void> {
  const { status: from } = transaction;
  await uow.move(transactionStates, Transaction, transaction, event, {
    ...step,
    payload: describeSale(transaction),
  });
  keepPurchase(uow, transaction, from);
  announce(uow, transaction);
}

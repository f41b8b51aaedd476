import type { UnitOfWork } from '../platform/unit-of-work.js';
import type { Transaction, TransactionType } from './transaction.entity.js';

/** Something that stands to the right of transactions in the line of domains, and is paid through one of them. */
export interface Payable {
  type: TransactionType;
  /**
   * Moves the money of a paid transaction on from the paid orders, in the unit of work in which it becomes paid. False
   * when what it was for does not wait for it any more: then nothing was moved.
   */
  take(uow: UnitOfWork, transaction: Transaction): Promise<boolean>;
}

const payables = new Map<TransactionType, Payable>();

/** Called once at start with the list in `src/payables.ts`. */
export function registerPayables(list: Payable[]): void {
  for (const payable of list) payables.set(payable.type, payable);
}

export const payableOf = (type: TransactionType): Payable | undefined => payables.get(type);

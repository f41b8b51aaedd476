import type { UnitOfWork } from '../platform/unit-of-work.js';

/** What the job of a supplier purchase answers to; a file of its own, because the job itself rings it again. */
export const orderBell = { name: 'ProcessDigiflazzOrder', queue: 'fulfilments' } as const;

/** Has the supplier asked about a purchase, now or after a while. */
export const ringOrder = (uow: UnitOfWork, id: string, delayMs = 0): void =>
  uow.enqueue(orderBell, { id }, { delayMs });

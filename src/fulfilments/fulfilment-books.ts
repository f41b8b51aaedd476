import type { UnitOfWork } from '../platform/unit-of-work.js';
import { accounts, credit, debit, postOnce } from '../ledger/index.js';
import type { Fulfilment } from './fulfilment.entity.js';

type Purchase = Pick<Fulfilment, 'id' | 'supplier' | 'transactionId'>;

/** What the supplier took from our deposit; once per purchase, also when it turns out to be our loss. */
export const bookCost = (uow: UnitOfWork, { id, supplier, transactionId }: Purchase, cost: number) =>
  postOnce(uow, {
    kind: 'fulfilment.cost',
    reference: `fulfilment:${id}:cost`,
    transactionId,
    entries: [debit(accounts.costOfGoods, cost), credit(accounts.supplierDeposit(supplier), cost)],
  });

/** What the supplier gave back. */
export const bookReversal = (uow: UnitOfWork, { id, supplier, transactionId }: Purchase, cost: number) =>
  postOnce(uow, {
    kind: 'fulfilment.reversed',
    reference: `fulfilment:${id}:reversed`,
    transactionId,
    entries: [debit(accounts.supplierDeposit(supplier), cost), credit(accounts.costOfGoods, cost)],
  });

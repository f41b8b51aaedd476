import type { RecordJSON } from 'adminjs';

/** Tables whose rows follow a sale, or a case of their own, and where a row names it. */
const saleColumns: Record<string, string> = {
  Transaction: 'id',
  Payment: 'transactionId',
  Fulfilment: 'transactionId',
  Shipment: 'transactionId',
  Dispute: 'id',
};

/** Whether rows of this table change with the sale that they belong to. */
export const followsSales = (resourceId: string): boolean => Object.hasOwn(saleColumns, resourceId);

/** The sale that a row belongs to; signals are about sales. */
export const saleOf = (resourceId: string, record: RecordJSON): string =>
  String(record.params[saleColumns[resourceId] ?? 'id'] ?? record.id);

import type { RecordJSON } from 'adminjs';

/** Tables whose rows belong to a sale, and where a row names it. */
const saleColumns: Record<string, string> = {
  Transaction: 'id',
  Payment: 'transactionId',
  Fulfilment: 'transactionId',
  Shipment: 'transactionId',
};

/** Whether rows of this table change with the sale that they belong to. */
export const followsSales = (resourceId: string): boolean => Object.hasOwn(saleColumns, resourceId);

/** The sale that a row belongs to; signals are about sales. */
export const saleOf = (resourceId: string, record: RecordJSON): string =>
  String(record.params[saleColumns[resourceId] ?? 'id'] ?? record.id);

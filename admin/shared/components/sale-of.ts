import type { RecordJSON } from 'adminjs';

/** Tables whose rows signals speak of: of the sale that a row belongs to, or of the row itself. */
const namedBy: Record<string, string> = {
  Transaction: 'id',
  Payment: 'transactionId',
  Fulfilment: 'transactionId',
  Shipment: 'transactionId',
  Approval: 'id',
  Withdrawal: 'id',
  Dispute: 'id',
};

/** Whether signals tell that rows of this table have changed. */
export const followsSales = (resourceId: string): boolean => Object.hasOwn(namedBy, resourceId);

/** What a signal about a row names. */
export const saleOf = (resourceId: string, record: RecordJSON): string =>
  String(record.params[namedBy[resourceId] ?? 'id'] ?? record.id);

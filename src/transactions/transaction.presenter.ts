import {
  fulfilmentsOf,
  presentFulfilment,
  shipmentsOf,
  type Fulfilment,
  type Shipment,
} from '../fulfilments/index.js';
import { paymentsOf, presentPayment, type Payment } from '../payments/index.js';
import type {
  Transaction,
  TransactionDiscount,
  TransactionLine,
  TransactionLog,
} from './transaction.entity.js';
import { discountsOf, linesOfTransactions } from './transaction.read-model.js';
import type { TransactionResource } from './transaction.schema.js';

interface Parts {
  lines: TransactionLine[];
  discounts: TransactionDiscount[];
  payment?: Payment;
  fulfilment?: Fulfilment;
  shipment?: Shipment;
}

const iso = (moment: Date | null) => moment?.toISOString() ?? null;

/** Physical goods travel, digital ones are delivered by the supplier; customers see both as one thing. */
function presentDelivery({ fulfilment, shipment }: Parts): TransactionResource['fulfilment'] {
  if (shipment)
    return { status: shipment.status, serial_number: null, tracking_number: shipment.trackingNumber };
  if (!fulfilment) return null;
  const { status, serial_number } = presentFulfilment(fulfilment, { owner: true });
  return { status, serial_number, tracking_number: null };
}

/** A sale as its buyer sees it. */
export function presentTransaction(sale: Transaction, parts: Parts): TransactionResource {
  return {
    id: sale.id,
    number: sale.number,
    type: sale.type,
    status: sale.status,
    wallet_id: sale.walletId,
    goods_amount: sale.goodsAmount,
    discount_amount: sale.discountAmount,
    admin_fee_amount: sale.adminFeeAmount,
    shipping_amount: sale.shippingAmount,
    total_amount: sale.totalAmount,
    lines: parts.lines.map((line) => ({
      product_id: line.productId,
      name: line.name,
      quantity: line.quantity,
      unit_amount: line.unitAmount,
      total_amount: line.totalAmount,
      discount_amount: line.discountAmount,
    })),
    discounts: parts.discounts.map(({ source, name, amount }) => ({ source, name, amount })),
    inputs: sale.inputs,
    shipping: sale.shipping ? { ...sale.shipping } : null,
    payment: parts.payment ? presentPayment(parts.payment) : null,
    fulfilment: presentDelivery(parts),
    failure_code: sale.failureCode,
    expires_at: sale.expiresAt.toISOString(),
    paid_at: iso(sale.paidAt),
    created_at: sale.createdAt.toISOString(),
    updated_at: sale.updatedAt.toISOString(),
  };
}

/** Many sales with their lines, payments and deliveries: one query for each kind, not for each sale. */
export async function presentTransactions(sales: Transaction[]): Promise<TransactionResource[]> {
  const ids = sales.map((sale) => sale.id);
  const [lines, discounts, payments, fulfilments, shipments] = await Promise.all([
    linesOfTransactions(ids),
    discountsOf(sales),
    paymentsOf(ids),
    fulfilmentsOf(ids),
    shipmentsOf(ids),
  ]);
  const of = <T extends { transactionId: string }>(rows: T[], id: string) =>
    rows.find((row) => row.transactionId === id);
  return sales.map((sale) =>
    presentTransaction(sale, {
      lines: lines.filter((line) => line.transactionId === sale.id),
      discounts: discounts.filter((discount) => discount.transactionId === sale.id),
      payment: of(payments, sale.id),
      fulfilment: of(fulfilments, sale.id),
      shipment: of(shipments, sale.id),
    }),
  );
}

export async function presentWhole(sale: Transaction): Promise<TransactionResource> {
  const [resource] = await presentTransactions([sale]);
  if (!resource) throw new Error('A sale that was just read is gone.');
  return resource;
}

/** A step of the history; customers learn the kind of actor, never which member of staff. */
export const presentLog = (log: TransactionLog) => ({
  from_status: log.fromStatus,
  to_status: log.toStatus,
  event: log.event,
  reason: log.actorKind === 'staff' || log.actorKind === 'customer' ? log.reason : null,
  by: log.actorKind as 'customer' | 'guest' | 'staff' | 'system',
  created_at: log.createdAt.toISOString(),
});
